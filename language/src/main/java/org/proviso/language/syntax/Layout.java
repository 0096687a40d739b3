package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import org.proviso.language.diagnostics.DiagnosticCollector;

/** Where the machine's parts of a document stand, for what changes their layout only. */
public final class Layout {
  private Layout() {}

  /**
   * A fence of the machine's.
   *
   * @param firstLine its first line, counted from 0, after the opening one
   * @param endLine the closing line
   * @param readable whether its syntax holds no mistake
   */
  public record Fence(String info, int firstLine, int endLine, boolean readable) {}

  /** The line, counted from 0, after the front matter. */
  public static int firstLineAfterFrontMatter(Source source) {
    return FrontMatterReader.firstLineAfter(source);
  }

  /** The fences from a line on. */
  public static List<Fence> fences(Source source, int firstLine) {
    var prose = new ProseReader(source, firstLine, new DiagnosticCollector(span -> ""));
    prose.read();
    List<Fence> fences = new ArrayList<>();
    for (ProseReader.FenceAt fence : prose.fences()) {
      var diagnostics = new DiagnosticCollector(span -> "");
      DocumentParser.parseFence(source, fence, diagnostics);
      fences.add(
          new Fence(fence.info(), fence.firstLine(), fence.endLine(), !diagnostics.hasErrors()));
    }
    return fences;
  }
}
