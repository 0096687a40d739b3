package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;

/** Reads the prose: headings, anchored sentences, the notice, the updates, and where fences are. */
final class ProseReader {
  private static final List<String> FENCES = List.of("facts", "codes", "criteria", "cases");
  private static final int NESTING_LIMIT = 100;
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(NESTING_LIMIT)
          .build();

  private final Source source;
  private final DiagnosticCollector diagnostics;
  private final int start;
  private final List<HeadingAt> headings = new ArrayList<>();
  private final List<Guideline.Sentence> sentences = new ArrayList<>();
  private final List<DocumentSyntax.UpdateRow> updates = new ArrayList<>();
  private final List<FenceAt> fences = new ArrayList<>();
  private final List<String> noticeParts = new ArrayList<>();

  private record HeadingAt(int level, String text, int start, int end) {}

  /**
   * A fence of the machine's.
   *
   * @param firstLine the line, counted from 0, after the opening one
   * @param endLine the closing line
   */
  record FenceAt(String info, int firstLine, int endLine, Span span) {}

  ProseReader(Source source, int firstLine, DiagnosticCollector diagnostics) {
    this.source = source;
    this.start =
        firstLine < source.lineCount() ? source.lineStart(firstLine) : source.text().length();
    this.diagnostics = diagnostics;
  }

  /** Reads all of it. */
  void read() {
    Node document = PARSER.parse(source.text().substring(start));
    // A loop and not a visitor: how deep the prose is nested must not matter.
    Node node = document.getFirstChild();
    while (node != null) {
      visit(node);
      node = next(node, document, !isLeaf(node));
    }
  }

  /** The node after this one in the order of the text, or null at the end. */
  private static @Nullable Node next(Node node, Node root, boolean descend) {
    if (descend && node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node at = node;
    while (!at.equals(root) && at.getNext() == null) {
      at = at.getParent();
    }
    return at.equals(root) ? null : at.getNext();
  }

  private static boolean isLeaf(Node node) {
    return node instanceof Paragraph || node instanceof Heading || node instanceof TableBlock;
  }

  private void visit(Node node) {
    if (node.getSourceSpans().isEmpty()) {
      return;
    }
    switch (node) {
      case Heading heading when heading.getParent() instanceof Document ->
          headings.add(
              new HeadingAt(heading.getLevel(), plainText(heading), startOf(node), endOf(node)));
      case Paragraph paragraph -> paragraph(paragraph);
      case TableBlock table -> table(table);
      case FencedCodeBlock fence -> fence(fence);
      case IndentedCodeBlock code -> addToNotice(code.getLiteral());
      case HtmlBlock html -> addToNotice(html.getLiteral());
      default -> {
        // Everything else holds these, or says nothing to the machine.
      }
    }
  }

  private int startOf(Node node) {
    return start + node.getSourceSpans().getFirst().getInputIndex();
  }

  private int endOf(Node node) {
    SourceSpan last = node.getSourceSpans().getLast();
    return start + last.getInputIndex() + last.getLength();
  }

  private void paragraph(Paragraph paragraph) {
    String text = plainText(paragraph);
    addToNotice(text);
    int from = startOf(paragraph);
    Optional<String> anchor = anchorAt(from);
    if (anchor.isEmpty()) {
      return;
    }
    Span span = source.span(from, endOf(paragraph));
    int close = text.indexOf(']');
    String sentence = text.substring(close + 1).strip();
    if (close < 0 || sentence.isEmpty()) {
      diagnostics.add(
          DiagnosticId.EMPTY_SENTENCE,
          span,
          "the anchor `" + anchor.get() + "` labels no sentence",
          "write the sentence after it, in the same paragraph");
      sentence = anchor.get();
    }
    sentences.add(
        new Guideline.Sentence(new Anchor(anchor.get()), sentence, currentHeading(), span));
  }

  /** The name in {@code [name]} at an offset, when it is an anchor and not a link. */
  private Optional<String> anchorAt(int offset) {
    String text = source.text();
    int lineEnd = source.lineEnd(source.lineIndexAt(offset));
    if (offset >= lineEnd || text.charAt(offset) != '[') {
      return Optional.empty();
    }
    int close = text.indexOf(']', offset);
    if (close < 0 || close >= lineEnd || !Cursor.isAnchorText(text, offset + 1, close)) {
      return Optional.empty();
    }
    char after = close + 1 < lineEnd ? text.charAt(close + 1) : ' ';
    return after == '(' || after == '['
        ? Optional.empty()
        : Optional.of(text.substring(offset + 1, close));
  }

  private String currentHeading() {
    return headings.isEmpty() ? "" : headings.getLast().text();
  }

  private boolean underHeading(String name) {
    return currentHeading().equalsIgnoreCase(name);
  }

  private void addToNotice(String text) {
    if (underHeading("Notice") && !text.isBlank()) {
      noticeParts.add(text.strip());
    }
  }

  private void table(TableBlock table) {
    if (!underHeading("Update information")) {
      return;
    }
    List<TableRow> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow tableRow) {
          rows.add(tableRow);
        }
      }
    }
    List<String> columns =
        cells(rows.getFirst()).stream().map(cell -> plainText(cell).strip()).toList();
    int date = columns.indexOf("date");
    int change = columns.indexOf("change");
    if (date < 0 || change < 0) {
      diagnostics.add(
          DiagnosticId.MALFORMED_UPDATE,
          source.span(startOf(rows.getFirst()), endOf(rows.getFirst())),
          "the table of updates has the columns `date` and `change`, and this has "
              + String.join(", ", columns),
          "write `| date | change |` as its first row");
      return;
    }
    for (TableRow row : rows.subList(1, rows.size())) {
      updates.add(new DocumentSyntax.UpdateRow(cell(row, date), cell(row, change)));
    }
  }

  private Word cell(TableRow row, int index) {
    List<TableCell> cells = cells(row);
    String text = index < cells.size() ? plainText(cells.get(index)).strip() : "";
    // The reader of Markdown tells where rows are, and not where their cells are.
    int found = source.text().indexOf(text, startOf(row));
    boolean placed = !text.isEmpty() && found >= 0 && found + text.length() <= endOf(row);
    return new Word(
        text,
        placed ? source.span(found, found + text.length()) : source.span(startOf(row), endOf(row)));
  }

  private static List<TableCell> cells(TableRow row) {
    List<TableCell> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell tableCell) {
        cells.add(tableCell);
      }
    }
    return cells;
  }

  private void fence(FencedCodeBlock fence) {
    String[] words = fence.getInfo().strip().split("\\s+", 2);
    String info = words[0];
    int firstLine = source.lineIndexAt(startOf(fence));
    Span opening = source.span(startOf(fence), source.lineEnd(firstLine));
    if (!FENCES.contains(info)) {
      Suggestion.nearest(info, FENCES)
          .filter(nearest -> info.length() > 3)
          .ifPresent(
              nearest ->
                  diagnostics.add(
                      DiagnosticId.MISSPELLED_FENCE,
                      opening,
                      "a fence marked `" + info + "` is prose, and the machine does not read it",
                      "write `" + nearest + "` if the machine should"));
      return;
    }
    if (!(fence.getParent() instanceof Document)) {
      diagnostics.add(
          DiagnosticId.NESTED_FENCE,
          opening,
          "a `" + info + "` fence stands inside a list or a quotation",
          "end the list with a line of prose or a heading, and begin the fence at the margin");
      return;
    }
    if (fence.getClosingFenceLength() == null) {
      diagnostics.add(
          DiagnosticId.UNCLOSED_FENCE,
          opening,
          "this fence is not closed, so everything below it belongs to it",
          "end it with a line of its own that holds nothing but the same marks: "
              + String.valueOf(fence.getFenceCharacter())
                  .repeat(
                      Math.max(3, Objects.requireNonNullElse(fence.getOpeningFenceLength(), 3))));
      return;
    }
    int lastLine = source.lineIndexAt(Math.max(startOf(fence), endOf(fence)));
    fences.add(
        new FenceAt(info, firstLine + 1, lastLine, source.span(startOf(fence), endOf(fence))));
  }

  /** The text without its marks, line ends as spaces. */
  private static String plainText(Node block) {
    var text = new StringBuilder();
    Node node = block.getFirstChild();
    while (node != null) {
      switch (node) {
        case Text part -> text.append(part.getLiteral());
        case Code part -> text.append(part.getLiteral());
        case SoftLineBreak end -> text.append(' ');
        case HardLineBreak end -> text.append(' ');
        default -> {
          // Emphasis and links show what they hold; images and raw HTML show nothing.
        }
      }
      node = next(node, block, true);
    }
    return text.toString();
  }

  /** The fences of the machine's, in order. */
  List<FenceAt> fences() {
    return fences;
  }

  /** The sentences with anchors, in order. */
  List<Guideline.Sentence> sentences() {
    return sentences;
  }

  /** The rows of the table of updates, in order. */
  List<DocumentSyntax.UpdateRow> updates() {
    return updates;
  }

  /** The plain text of the section {@code Notice}, and where its heading stands. */
  Optional<Word> notice() {
    return headings.stream()
        .filter(heading -> heading.text().equalsIgnoreCase("Notice"))
        .findFirst()
        .map(
            heading ->
                new Word(
                    String.join("\n\n", noticeParts), source.span(heading.start(), heading.end())));
  }

  /** The sections, each up to the next heading. */
  List<Guideline.Section> sections() {
    List<Guideline.Section> sections = new ArrayList<>();
    for (int index = 0; index < headings.size(); index++) {
      HeadingAt heading = headings.get(index);
      int end =
          index + 1 < headings.size() ? headings.get(index + 1).start() : source.text().length();
      sections.add(
          new Guideline.Section(
              heading.level(),
              heading.text(),
              source.text().substring(heading.end(), end).strip(),
              source.span(heading.start(), heading.end())));
    }
    return sections;
  }
}
