package org.proviso.determination;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/** Small documents in memory, and what is asked of them. */
final class Pages {
  /** The day of every decision. */
  static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  static final Code KNEE = new Code(CodeSystem.CPT, "73721");
  static final Code HIP = new Code(CodeSystem.CPT, "73722");
  static final FactName INJURED = new FactName("injured");
  static final FactName AGE = new FactName("age");
  static final FactName RULED = new FactName("ruled-nationally");

  private static final String BODY =
      """
      # A page

      ## Notice

      This page is not an authorization.

      ## Position statement

      [c1] The service **meets the definition of medical necessity** for an injury at 10 years or more.

      [c0] Otherwise it does not.

      ```criteria
      medical-necessity meets when c1: injured and age >= 10 {years}
      otherwise c0: does-not-meet
      ```

      ```facts
      injured : yes/no
        ask "Is there an injury?"

      age : number in {years} from 0 to 120
        ask "How old is the patient?"
      ```
      """;

  /** A page that leaves a service to a national determination, where there is one. */
  private static final String REFERRING =
      BODY.replace(
              "[c0]",
              """
              [r1] Where Medicare has ruled on the service, its determination decides.

              [c0]""")
          .replace(
              "otherwise c0: does-not-meet\n",
              """
              otherwise c0: does-not-meet
              overrides medical-necessity
                r1: ruled-nationally in force -> refer to ruled-nationally
              """)
          .replace(
              "age : number",
              """
              ruled-nationally : document of national coverage determination

              age : number""");

  private final Map<String, byte[]> files = new TreeMap<>();

  static Pages library() {
    return new Pages();
  }

  /** A version of a guideline about {@link #KNEE}. */
  Pages version(String id, String effective, String... frontMatter) {
    return page(id, effective, "Example Health", "cpt 73721", BODY, frontMatter);
  }

  /** A version of a guideline about {@link #KNEE} that may refer to a national determination. */
  Pages referring(String id, String effective) {
    return page(id, effective, "Example Health", "cpt 73721", REFERRING);
  }

  /** A national determination about {@link #KNEE}. */
  Pages determination(String id, String effective, String... frontMatter) {
    var all = new ArrayList<>(List.of(frontMatter));
    all.add("kind: national coverage determination");
    return page(id, effective, "Medicare", "cpt 73721", BODY, all.toArray(String[]::new));
  }

  /** A version with the body that is given. */
  Pages page(
      String id,
      String effective,
      String payer,
      String service,
      String body,
      String... frontMatter) {
    String more = frontMatter.length == 0 ? "" : String.join("\n", frontMatter) + "\n";
    return file(
        id + "/" + effective + ".md",
        "---\nguideline: %s\ntitle: %s\npayer: %s\neffective: %s\nservice: %s\n%s---\n%s"
            .formatted(id, "About " + id, payer, effective, service, more, body));
  }

  /** A version whose criteria cannot be read. */
  Pages broken(String id, String effective) {
    return page(
        id,
        effective,
        "Example Health",
        "cpt 73721",
        BODY.replace("meets when c1", "meats when c1"));
  }

  /** A version that can be read, and whose clauses contradict each other. */
  Pages rejected(String id, String effective) {
    return page(
        id,
        effective,
        "Example Health",
        "cpt 73721",
        BODY.replace(
            "otherwise c0: does-not-meet",
            "\nmedical-necessity investigational when c0: injured\notherwise not-addressed"));
  }

  Pages file(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Library read() {
    return Libraries.of(files);
  }

  /** A determiner over these pages that belong to no payer. */
  Determiner determiner() {
    return new Determiner(LibrarySource.of(read()), Optional.empty(), Terminology.standard());
  }

  /** A determiner over the library of a payer. */
  Determiner determiner(String payer) {
    return new Determiner(LibrarySource.of(read()), Optional.of(payer), Terminology.standard());
  }

  /** The version in a library. */
  static Guideline version(Library library, String id, String effective) {
    return library.versions(id).stream()
        .filter(each -> each.version().equals(effective))
        .findFirst()
        .orElseThrow();
  }

  /** A request for {@link #KNEE} on a date. */
  static ServiceRequested knee(String date) {
    return asked(date, new WhichVersion.InForce(), KNEE);
  }

  static ServiceRequested asked(String date, WhichVersion which, Code... services) {
    return new ServiceRequested(
        "ServiceRequest/r",
        List.of(services).stream().map(RequestedService::of).toList(),
        LocalDate.parse(date),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        which);
  }

  static ServiceRequested in(ServiceRequested of, String lineOfBusiness, String jurisdiction) {
    return new ServiceRequested(
        of.place(),
        of.services(),
        of.dateOfService(),
        lineOfBusiness.isEmpty() ? Optional.empty() : Optional.of(lineOfBusiness),
        jurisdiction.isEmpty() ? Optional.empty() : Optional.of(jurisdiction),
        of.payer(),
        of.which());
  }

  static ServiceRequested of(ServiceRequested of, String payer) {
    return new ServiceRequested(
        of.place(),
        of.services(),
        of.dateOfService(),
        of.lineOfBusiness(),
        of.jurisdiction(),
        Optional.of(payer),
        of.which());
  }

  /** Facts that somebody states, as pairs of name and text. */
  static StatedFacts stated(String... pairs) {
    return StatedFacts.answered("d1", facts(pairs), "test");
  }

  static StatedFacts witness(String... pairs) {
    return StatedFacts.witness("d1", facts(pairs));
  }

  static Map<FactName, String> facts(String... pairs) {
    var facts = new HashMap<FactName, String>();
    for (int index = 0; index < pairs.length; index += 2) {
      facts.put(new FactName(pairs[index]), pairs[index + 1]);
    }
    return facts;
  }
}
