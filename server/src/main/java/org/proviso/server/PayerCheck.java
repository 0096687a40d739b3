package org.proviso.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.Libraries;
import org.proviso.ground.Problem;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.storage.Content;
import org.proviso.storage.release.Candidate;
import org.proviso.storage.release.PublicationCheck;

/**
 * The payer that {@code library.properties} names has a guideline in the library. Under a name that
 * is misspelt no guideline would ever apply, and every order would be left to a person.
 */
final class PayerCheck implements PublicationCheck {
  @Override
  public String name() {
    return "payer-has-guidelines";
  }

  @Override
  public List<Problem> check(Candidate candidate) {
    Optional<String> payer = candidate.before().payer();
    Content properties = candidate.publication().files().get(Libraries.PROPERTIES);
    if (properties != null) {
      try {
        payer = Libraries.payer(properties.bytes());
      } catch (IOException unreadable) {
        return List.of(
            new Problem(
                "library-properties-unreadable",
                Libraries.PROPERTIES,
                "It is no properties file in UTF-8.",
                "Write one line: payer=NAME"));
      }
    }
    return problem(payer, candidate.library()).stream().toList();
  }

  /**
   * What is wrong with a payer's name; nothing where the library names none, or where a document
   * that is broken may be the payer's.
   */
  static Optional<Problem> problem(Optional<String> payer, Library library) {
    if (!library.broken().isEmpty()) {
      return Optional.empty();
    }
    List<String> payers =
        library.identifiers().stream()
            .flatMap(id -> library.versions(id).stream())
            .filter(guideline -> guideline.kind() == DocumentKind.GUIDELINE)
            .map(Guideline::payer)
            .distinct()
            .sorted()
            .toList();
    return payer
        .filter(name -> !payers.isEmpty() && !payers.contains(name))
        .map(
            name ->
                new Problem(
                    "payer-without-guideline",
                    Libraries.PROPERTIES,
                    "The library is said to be of \"%s\", and none of its guidelines is; they are of: %s."
                        .formatted(name, String.join(", ", payers)),
                    "Write the payer's name as the guidelines have it; else none of them ever applies."));
  }
}
