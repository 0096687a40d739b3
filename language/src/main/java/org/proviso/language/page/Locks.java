package org.proviso.language.page;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Guideline.Sentence;
import org.proviso.language.model.Span;

/**
 * Whether prose and criteria still say what a person has read side by side. A sentence that changes
 * without its criterion, or the other way round, is the way in which a page and its program drift
 * apart.
 */
public final class Locks {
  private Locks() {}

  /** What each anchored sentence and its criterion say, by anchor. */
  public static SortedMap<Anchor, Fingerprint> fingerprints(Guideline guideline) {
    SortedMap<Anchor, StringBuilder> criteria = new TreeMap<>();
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        if (clause.criterion().anchor().isPresent()) {
          append(criteria, clause.anchor(), CanonicalText.of(guideline, decision, clause));
        }
        parts(guideline, clause.criterion().condition(), criteria);
      }
    }
    SortedMap<Anchor, Fingerprint> fingerprints = new TreeMap<>();
    criteria.forEach(
        (anchor, text) ->
            Optional.ofNullable(guideline.sentences().get(anchor))
                .ifPresent(
                    sentence ->
                        fingerprints.put(
                            anchor,
                            new Fingerprint(
                                sha256(normalised(sentence.text())), sha256(text.toString())))));
    return fingerprints;
  }

  private static void append(
      SortedMap<Anchor, StringBuilder> criteria, Anchor anchor, String text) {
    criteria.computeIfAbsent(anchor, key -> new StringBuilder()).append(text);
  }

  /** The anchored parts of a condition; a part has its clause above it in the criteria. */
  private static void parts(
      Guideline guideline, Condition condition, SortedMap<Anchor, StringBuilder> criteria) {
    for (Criterion part : condition.parts()) {
      part.anchor()
          .filter(anchor -> !criteria.containsKey(anchor))
          .ifPresent(anchor -> append(criteria, anchor, CanonicalText.of(guideline, part)));
      parts(guideline, part.condition(), criteria);
    }
  }

  /** The words alone: white space and the composition of letters do not count. */
  private static String normalised(String prose) {
    return Normalizer.normalize(prose, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** What is not as it was signed, by place; empty when everything is. */
  public static List<Diagnostic> check(Guideline guideline, Lock lock) {
    if (!lock.guideline().equals(guideline.id()) || !lock.version().equals(guideline.version())) {
      return List.of(
          diagnostic(
              DiagnosticId.LOCK_OF_ANOTHER_DOCUMENT,
              new Span(guideline.file(), 1, 1, 1, 1),
              "the lock is of "
                  + lock.guideline()
                  + " "
                  + lock.version()
                  + ", and this document is "
                  + guideline.id()
                  + " "
                  + guideline.version(),
              "sign this version; a signature is of one version only"));
    }
    List<Diagnostic> findings = new ArrayList<>();
    SortedMap<Anchor, Fingerprint> now = fingerprints(guideline);
    now.forEach(
        (anchor, fingerprint) -> {
          Sentence sentence = guideline.sentences().get(anchor);
          if (sentence != null) {
            compare(sentence, fingerprint, Optional.ofNullable(lock.signatures().get(anchor)))
                .ifPresent(findings::add);
          }
        });
    lock.signatures()
        .forEach(
            (anchor, signature) -> {
              if (!now.containsKey(anchor)) {
                findings.add(
                    diagnostic(
                        DiagnosticId.SIGNED_AND_GONE,
                        new Span(guideline.file(), 1, 1, 1, 1),
                        "`" + anchor + "` was signed" + by(signature) + ", and is no longer there",
                        "put it back, or sign again if it was meant to go"));
              }
            });
    return findings.stream()
        .sorted(
            Comparator.comparingInt((Diagnostic each) -> each.span().startLine())
                .thenComparing(Diagnostic::message))
        .toList();
  }

  private static String by(Signature signature) {
    return " by " + signature.person().name() + " on " + signature.date();
  }

  private static Optional<Diagnostic> compare(
      Sentence sentence, Fingerprint now, Optional<Signature> signed) {
    String anchor = "`" + sentence.anchor() + "`";
    if (signed.isEmpty()) {
      return Optional.of(
          diagnostic(
              DiagnosticId.NOT_SIGNED,
              sentence.span(),
              "nobody has signed that the sentence " + anchor + " and its criterion say the same",
              "read both side by side, and sign"));
    }
    boolean sameProse = now.prose().equals(signed.get().fingerprint().prose());
    boolean sameCriterion = now.criterion().equals(signed.get().fingerprint().criterion());
    if (sameProse && sameCriterion) {
      return Optional.empty();
    }
    String since = " has changed since it was signed" + by(signed.get());
    if (!sameProse && sameCriterion) {
      return Optional.of(
          diagnostic(
              DiagnosticId.PROSE_CHANGED,
              sentence.span(),
              "the sentence " + anchor + since + ", and its criterion has not",
              "change the criterion too, or sign again if it still says the same"));
    }
    if (sameProse) {
      return Optional.of(
          diagnostic(
              DiagnosticId.CRITERION_CHANGED,
              sentence.span(),
              "the criterion " + anchor + since + ", and its sentence has not",
              "change the sentence too, or sign again if it still says the same"));
    }
    return Optional.of(
        diagnostic(
            DiagnosticId.BOTH_CHANGED,
            sentence.span(),
            "the sentence " + anchor + " and its criterion: each" + since,
            "read both side by side, and sign again"));
  }

  private static Diagnostic diagnostic(DiagnosticId id, Span span, String message, String help) {
    return new Diagnostic(id.word(), id.severity(), span, message, Optional.of(help), "");
  }

  /**
   * The lock after a person has signed. What is as it was signed keeps its earlier signature, and
   * what is no longer there loses it.
   *
   * @param earlier the lock so far; one of another document counts for nothing
   * @param anchors what the person has read; what has changed and is not among them stays as it was
   *     signed, or unsigned
   * @throws IllegalArgumentException when an anchor labels no criterion of the document
   */
  public static Lock sign(
      Guideline guideline,
      Optional<Lock> earlier,
      Set<Anchor> anchors,
      Person person,
      LocalDate date) {
    SortedMap<Anchor, Fingerprint> now = fingerprints(guideline);
    for (Anchor anchor : anchors) {
      if (!now.containsKey(anchor)) {
        throw new IllegalArgumentException("no criterion has the anchor " + anchor);
      }
    }
    SortedMap<Anchor, Signature> before =
        earlier
            .filter(lock -> lock.guideline().equals(guideline.id()))
            .filter(lock -> lock.version().equals(guideline.version()))
            .map(Lock::signatures)
            .orElseGet(TreeMap::new);
    SortedMap<Anchor, Signature> after = new TreeMap<>();
    now.forEach(
        (anchor, fingerprint) -> {
          Optional<Signature> old = Optional.ofNullable(before.get(anchor));
          boolean current = old.filter(each -> each.fingerprint().equals(fingerprint)).isPresent();
          if (anchors.contains(anchor) && !current) {
            after.put(anchor, new Signature(fingerprint, person, date));
          } else {
            old.ifPresent(signature -> after.put(anchor, signature));
          }
        });
    return new Lock(guideline.id(), guideline.version(), after);
  }
}
