package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** The search for the version that applies to one request. */
final class VersionSearch {
  /**
   * Systems of which one code is one service that is done. Two codes of them are two names of one
   * service only when the guideline says so; drugs and clinical terms have names of other systems
   * besides.
   */
  private static final Set<CodeSystem> SERVICES =
      EnumSet.of(CodeSystem.CPT, CodeSystem.HCPCS, CodeSystem.ICD10PCS);

  private final Library library;
  private final ServiceRequested requested;
  private final Optional<String> wanted;
  private final Optional<String> payer;

  VersionSearch(Library library, ServiceRequested requested, Optional<String> owner) {
    this.library = library;
    this.requested = requested;
    this.wanted =
        requested.which() instanceof WhichVersion.InForceOf(String id)
            ? Optional.of(id)
            : Optional.empty();
    this.payer = requested.payer().or(() -> owner);
  }

  ApplicableVersion choose() {
    LocalDate date = requested.dateOfService();
    List<Guideline> about = candidates();
    if (about.isEmpty()) {
      return library.unaccountedFor(date).stream()
          .findFirst()
          .map(VersionSearch::broken)
          .orElseGet(this::noGuideline);
    }
    for (String id : about.stream().map(Guideline::id).distinct().toList()) {
      if (library.version(id, date) instanceof Library.Version.Broken(var document)) {
        // No other version may decide in its place.
        return broken(document);
      }
    }
    List<Guideline> inForce = inForce(about);
    if (inForce.isEmpty()) {
      return none(
          RefusalId.NO_VERSION_IN_FORCE,
          "date of service",
          noneInForce(about, date),
          "Correct the date of service or the line of business, or add the version that applied.");
    }
    if (inForce.size() > 1) {
      return none(
          RefusalId.SEVERAL_GUIDELINES,
          requested.place(),
          "Several guidelines are about %s on %s: %s.".formatted(services(), date, ids(inForce)),
          "Say which one applies (--guideline ID).");
    }
    return unambiguous(inForce.getFirst());
  }

  /** Every sound version of the guidelines that could apply. */
  private List<Guideline> candidates() {
    if (requested.services().isEmpty()) {
      return library.versions(wanted.orElseThrow());
    }
    return library.about(requested.codes()).stream()
        .filter(document -> wanted.map(document.id()::equals).orElseGet(() -> isOurs(document)))
        .toList();
  }

  /** A guideline of the payer; of any payer, where neither request nor library names one. */
  private boolean isOurs(Guideline document) {
    return document.kind() == DocumentKind.GUIDELINE
        && payer.map(document.payer()::equals).orElse(true);
  }

  private List<Guideline> inForce(List<Guideline> about) {
    LocalDate date = requested.dateOfService();
    if (requested.services().isEmpty()) {
      return library
          .versionInForce(wanted.orElseThrow(), date)
          .filter(
              version ->
                  Library.applies(version, requested.lineOfBusiness(), requested.jurisdiction()))
          .map(List::of)
          .orElse(List.of());
    }
    Set<Guideline> candidates = identities();
    candidates.addAll(about);
    return inForce(
            library,
            EnumSet.allOf(DocumentKind.class),
            requested.codes(),
            date,
            requested.lineOfBusiness(),
            requested.jurisdiction())
        .stream()
        .filter(candidates::contains)
        .toList();
  }

  private ApplicableVersion unambiguous(Guideline guideline) {
    List<Code> codes = requested.services().isEmpty() ? guideline.services() : requested.codes();
    return codes.stream()
        .filter(code -> SERVICES.contains(code.system()))
        .filter(code -> !guideline.services().contains(code))
        .findFirst()
        .map(
            code ->
                none(
                    RefusalId.SERVICES_DIFFER,
                    requested.place(),
                    "The order names its service by %s, and %s is not about %s: what is ordered is in doubt."
                        .formatted(services(), guideline.id(), code),
                    "Send one request for each service, or only the codes that name this one."))
        .orElseGet(() -> new ApplicableVersion.Applies(guideline, codes));
  }

  private ApplicableVersion noGuideline() {
    String message =
        wanted
            .map(
                id ->
                    "The library has no guideline "
                        + id
                        + (requested.services().isEmpty() ? "." : " about " + services() + "."))
            .orElseGet(
                () ->
                    "No guideline"
                        + payer.map(name -> " of " + name).orElse(" of the library")
                        + " is about "
                        + services()
                        + ".");
    return none(
        RefusalId.NO_GUIDELINE,
        requested.place(),
        message,
        "Nothing is decided; a person looks at the request. Correct the code, add a guideline for the service, or name another payer's (--guideline ID).");
  }

  private static ApplicableVersion broken(Document.Broken document) {
    return none(
        RefusalId.GUIDELINE_BROKEN,
        document.file(),
        "The document has errors and may be the one in force, so nothing is decided.",
        "Run: proviso check");
  }

  private static ApplicableVersion none(RefusalId id, String place, String message, String help) {
    return new ApplicableVersion.None(Refused.of(id, place, message, help));
  }

  private static String noneInForce(List<Guideline> about, LocalDate date) {
    LocalDate first =
        about.stream().map(Guideline::effective).min(Comparator.naturalOrder()).orElseThrow();
    return date.isBefore(first)
        ? "No version of %s was in force on %s; the first applies from %s."
            .formatted(ids(about), date, first)
        : "No version of %s applies on %s in this line of business and jurisdiction."
            .formatted(ids(about), date);
  }

  private static String ids(List<Guideline> guidelines) {
    return guidelines.stream().map(Guideline::id).distinct().collect(Collectors.joining(", "));
  }

  private String services() {
    return requested.codes().stream().map(Code::toString).collect(Collectors.joining(", "));
  }

  /**
   * The documents of the kinds in force about any of the codes; what is not known rules none out.
   */
  static List<Guideline> inForce(
      Library library,
      Set<DocumentKind> kinds,
      List<Code> services,
      LocalDate date,
      Optional<String> lineOfBusiness,
      Optional<String> jurisdiction) {
    Set<Guideline> seen = identities();
    var found = new ArrayList<Guideline>();
    for (Code service : services) {
      for (Guideline document : library.forService(service, date, lineOfBusiness, jurisdiction)) {
        if (kinds.contains(document.kind()) && seen.add(document)) {
          found.add(document);
        }
      }
    }
    return found;
  }

  /** Documents of one library are told apart as objects: comparing whole ones costs too much. */
  private static Set<Guideline> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
