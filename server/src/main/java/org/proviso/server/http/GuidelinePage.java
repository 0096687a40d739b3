package org.proviso.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.proviso.ground.text.Html;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Guideline;

/**
 * A version of a guideline as a page: the published text, with a place to link to for every anchor.
 * Raw HTML of a document is shown as text and links lead to safe schemes only.
 */
final class GuidelinePage {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final Pattern LABEL =
      Pattern.compile("\\[([a-z][a-z0-9.-]*)\\].*", Pattern.DOTALL);
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
          + "h1,h2,h3{line-height:1.25}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .6rem;text-align:left}"
          + "pre{background:#f4f4f2;padding:.8rem;overflow:auto}:target{background:#fff3c4;outline:2px solid #b58900}"
          + ".demo{background:#8a1c1c;color:#fff;padding:.6rem 1rem}.notice{border-left:4px solid #888;padding-left:1rem}";

  private GuidelinePage() {}

  static String of(Guideline guideline, List<Guideline> versions, boolean demo) {
    var renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(_ -> places(guideline))
            .build();
    var page = new StringBuilder(head(guideline.title(), demo));
    page.append("<h1>%s</h1>\n".formatted(Html.escape(guideline.title())));
    page.append(
        "<p>%s %s, version %s (%s). For dates of service from %s%s.</p>\n"
            .formatted(
                Html.escape(guideline.payer()),
                Html.escape(guideline.id()),
                guideline.version(),
                Html.escape(guideline.basis().word()),
                guideline.effective(),
                guideline.through().map(day -> " to " + day).orElse("")));
    page.append("<p class=\"notice\">%s</p>\n".formatted(Html.escape(guideline.notice())));
    for (Guideline.Section section : guideline.sections()) {
      int level = Math.clamp(section.level(), 2, 6);
      page.append("<h%d>%s</h%d>\n".formatted(level, Html.escape(section.heading()), level));
      page.append(renderer.render(PARSER.parse(section.markdown())));
    }
    page.append("<h2>Versions</h2>\n<ul>\n");
    for (Guideline version : versions) {
      page.append(
          "<li><a href=\"/guidelines/%s/%s\">%s</a></li>\n"
              .formatted(Html.escape(version.id()), version.version(), version.version()));
    }
    return page.append("</ul>\n</body></html>\n").toString();
  }

  /** The start of any page, with a banner where the server is a demonstration. */
  static String head(String title, boolean demo) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + Html.escape(title)
        + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>"
        + STYLE
        + "</style></head><body>\n"
        + (demo
            ? "<p class=\"demo\">This is a demonstration: nobody is asked for a token. Not for patient data.</p>\n"
            : "");
  }

  /** Gives the first element that begins with an anchor's label the anchor's name. */
  private static AttributeProvider places(Guideline guideline) {
    Map<String, Node> placed = new HashMap<>();
    return (node, _, attributes) -> {
      boolean bearer =
          node instanceof ListItem
              || (node instanceof Paragraph && !(node.getParent() instanceof ListItem));
      if (bearer) {
        Matcher label = LABEL.matcher(firstText(node));
        if (label.matches()
            && guideline.sentences().containsKey(new Anchor(label.group(1)))
            && placed.putIfAbsent(label.group(1), node) == null) {
          attributes.put("id", label.group(1));
        }
      }
    };
  }

  private static String firstText(Node node) {
    var text = new StringBuilder();
    Node inner = node instanceof ListItem ? node.getFirstChild() : node;
    Node child = inner == null ? null : inner.getFirstChild();
    while (child instanceof Text part) {
      text.append(part.getLiteral());
      child = child.getNext();
    }
    return text.toString();
  }
}
