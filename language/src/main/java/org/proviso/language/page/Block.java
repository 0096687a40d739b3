package org.proviso.language.page;

import java.util.List;

/** A piece of a page, before it is written as Markdown or HTML. */
sealed interface Block {
  /** A heading; the title has level 1. */
  record Heading(int level, String text) implements Block {}

  /** A paragraph. */
  record Paragraph(String text) implements Block {}

  /** A table; every row has as many cells as the header. */
  record Table(List<String> header, List<List<String>> rows) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A list. */
  record Items(List<Item> items) implements Block {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A line of a list with the lines below it. */
  record Item(String text, List<Item> below) {
    public Item {
      below = List.copyOf(below);
    }
  }
}
