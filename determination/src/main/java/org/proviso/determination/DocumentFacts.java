package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proviso.engine.Engine;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * The facts of a guideline that stand for other documents of the library: whether one is in force
 * about the services. A document that has errors, or does not compile, may be in force or not: then
 * the fact is not known, and a person looks.
 */
final class DocumentFacts {
  private final Determiner determiner;
  private final Library library;
  private final ServiceRequested requested;
  private final List<Code> services;

  DocumentFacts(
      Determiner determiner, Library library, ServiceRequested requested, List<Code> services) {
    this.determiner = determiner;
    this.library = library;
    this.requested = requested;
    this.services = services;
  }

  /**
   * What the library says.
   *
   * @param known by fact; one that is not certain is absent
   * @param notes why a fact is not certain
   */
  record Found(Map<FactName, Knowledge> known, List<Problem> notes) {}

  Found of(Guideline guideline, Optional<String> lineOfBusiness) {
    var known = new TreeMap<FactName, Knowledge>();
    var notes = new ArrayList<Problem>();
    for (FactDeclaration fact : guideline.facts()) {
      if (fact.type() instanceof FactType.Document(var kinds)) {
        List<Guideline> documents = inForce(kinds, lineOfBusiness);
        List<String> unusable = unusable(guideline, kinds, documents);
        for (String file : unusable) {
          notes.add(
              new Problem(
                  "document-broken",
                  file,
                  "The document has errors, so whether it is in force for %s is not known."
                      .formatted(fact.name()),
                  "Run: proviso check"));
        }
        if (unusable.isEmpty()) {
          known.put(fact.name(), knowledge(documents));
        }
      }
    }
    return new Found(known, notes);
  }

  /** The documents of the kinds that are in force about the services. */
  List<Guideline> inForce(Set<DocumentKind> kinds, Optional<String> lineOfBusiness) {
    return VersionSearch.inForce(
        library,
        kinds,
        services,
        requested.dateOfService(),
        lineOfBusiness,
        requested.jurisdiction());
  }

  private Knowledge knowledge(List<Guideline> documents) {
    String codes = services.stream().map(Code::toString).collect(Collectors.joining(", "));
    List<Evidence> evidence =
        documents.isEmpty()
            ? List.of(
                new Evidence.Library(
                    "none about " + codes + " in force on " + requested.dateOfService()))
            : documents.stream()
                .<Evidence>map(found -> new Evidence.Library(found.id() + " " + found.version()))
                .toList();
    return new Knowledge.Known(new Value.InForce(!documents.isEmpty()), evidence);
  }

  /** Files of documents that may be of the kinds and in force, and cannot be used. */
  private List<String> unusable(
      Guideline guideline, Set<DocumentKind> kinds, List<Guideline> documents) {
    LocalDate date = requested.dateOfService();
    Stream<String> broken =
        library.broken().isEmpty()
            ? Stream.empty()
            : Stream.concat(
                    library.unaccountedFor(date).stream(),
                    library.identifiers().stream()
                        .filter(id -> !id.equals(guideline.id()))
                        .filter(
                            id ->
                                library.versions(id).stream()
                                    .anyMatch(version -> kinds.contains(version.kind())))
                        .flatMap(
                            id ->
                                library.version(id, date)
                                        instanceof Library.Version.Broken(var document)
                                    ? Stream.of(document)
                                    : Stream.empty()))
                .map(Document.Broken::file);
    Stream<String> rejected =
        documents.stream()
            .filter(document -> determiner.compile(document) instanceof Engine.Compilation.Rejected)
            .map(Guideline::file);
    return Stream.concat(broken, rejected).distinct().toList();
  }
}
