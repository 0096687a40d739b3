package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;

/** Reads a document into its syntax. */
public final class DocumentParser {
  private DocumentParser() {}

  /** Reads all of it; what cannot be read is reported and left out. */
  public static DocumentSyntax parse(Source source, DiagnosticCollector diagnostics) {
    Optional<FrontMatter> frontMatter = new FrontMatterReader(source, diagnostics).read();
    var prose = new ProseReader(source, FrontMatterReader.firstLineAfter(source), diagnostics);
    prose.read();
    List<FenceSyntax> fences = new ArrayList<>();
    for (ProseReader.FenceAt fence : prose.fences()) {
      fences.add(parseFence(source, fence, diagnostics));
    }
    return new DocumentSyntax(
        source,
        frontMatter,
        prose.sections(),
        prose.sentences(),
        prose.notice(),
        prose.updates(),
        fences);
  }

  static FenceSyntax parseFence(
      Source source, ProseReader.FenceAt fence, DiagnosticCollector diagnostics) {
    if (fence.info().equals("cases")) {
      Optional<CaseTable> table =
          new CasesParser(source, diagnostics).parse(fence.firstLine(), fence.endLine());
      return new FenceSyntax.Cases(table, fence.span());
    }
    List<OutlineLine> lines =
        new OutlineReader(source, diagnostics).read(fence.firstLine(), fence.endLine());
    return switch (fence.info()) {
      case "facts" -> {
        var parser = new FactsParser(source, diagnostics);
        List<FactItem> items = parser.parse(lines);
        yield new FenceSyntax.Facts(items, parser.unreadable(), fence.span());
      }
      case "codes" -> {
        var parser = new CodesParser(source, diagnostics);
        List<ValueSetSyntax> valueSets = parser.parse(lines);
        yield new FenceSyntax.Codes(valueSets, parser.unreadable(), fence.span());
      }
      case "criteria" -> {
        var parser = new CriteriaParser(source, diagnostics);
        List<CriteriaItem> items = parser.parse(lines);
        yield new FenceSyntax.Criteria(items, parser.readable(), fence.span());
      }
      default -> throw new IllegalStateException("not a fence of the machine's: " + fence.info());
    };
  }
}
