package org.proviso.fhir.record;

import java.util.List;
import java.util.Set;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;

/** One reading of a Bundle: its entries, and what it says of itself as the result of a search. */
final class BundleParser {
  /** Types of a Bundle in R4 (value set bundle-type). */
  private static final Set<String> BUNDLE_TYPES =
      Set.of(
          "document",
          "message",
          "transaction",
          "transaction-response",
          "batch",
          "batch-response",
          "history",
          "searchset",
          "collection");

  private final JsonScanner scanner;
  private final TreeReader tree;
  private final Notes notes = new Notes();
  private final RecordBuilder builder;
  private boolean whole = true;

  BundleParser(JsonScanner scanner, Limits limits) {
    this.scanner = scanner;
    this.tree = new TreeReader(scanner, limits);
    this.builder = new RecordBuilder(limits, notes);
  }

  /**
   * The record; or why it is refused.
   *
   * @throws InputRefusedException when it is larger than the limits
   */
  Reading<ClinicalRecord> bundle() {
    if (scanner.isAtEnd()) {
      return refused(empty());
    }
    if (scanner.value() != Token.OBJECT) {
      return refused(notABundle("The input is JSON, but not an object."));
    }
    String type = null;
    boolean typed = false;
    while (scanner.nextMember()) {
      Token token = scanner.value();
      switch (scanner.name()) {
        case "type" -> typed = token == Token.TEXT && BUNDLE_TYPES.contains(scanner.text());
        case "resourceType" -> {
          if (token == Token.TEXT) {
            type = scanner.text();
            if (!type.equals("Bundle")) {
              return refused(
                  notABundle(
                      ResourceType.named(type).isPresent()
                          ? "The input is a resource of type " + type + "."
                          : "The input's resourceType is not Bundle."));
            }
          }
        }
        case "entry" -> entries(token);
        case "link" -> links(token);
        default -> {}
      }
      scanner.skip();
    }
    if (type == null) {
      return refused(notABundle("The input has no resourceType."));
    }
    if (!scanner.isAtEnd()) {
      return refused(
          new InputProblem(
              ProblemKind.NOT_JSON,
              "Bundle",
              "Something follows the bundle's closing brace.",
              "Send one bundle."));
    }
    if (!typed) {
      notes.add(
          ProblemKind.BUNDLE_TYPE_UNKNOWN,
          "Bundle.type",
          "The bundle's type is missing or none of FHIR R4's; it is read as a collection.",
          "Give it the type collection.");
    }
    return notes.refuse()
        ? new Reading.Refused<>(notes.list())
        : new Reading.Done<>(builder.build(whole), notes.list());
  }

  private static InputProblem notABundle(String message) {
    return new InputProblem(
        ProblemKind.NOT_A_BUNDLE, "Bundle", message, "Send a FHIR R4 Bundle in JSON.");
  }

  private void links(Token token) {
    if (token != Token.ARRAY) {
      return;
    }
    while (scanner.nextItem()) {
      if (scanner.value() == Token.OBJECT) {
        while (scanner.nextMember()) {
          if (scanner.value() == Token.TEXT
              && scanner.name().equals("relation")
              && scanner.text().equals("next")) {
            incomplete("Bundle.link", "The bundle is one page of several.");
          }
          scanner.skip();
        }
      }
      scanner.skip();
    }
  }

  private void incomplete(String where, String why) {
    whole = false;
    notes.add(
        ProblemKind.RECORD_INCOMPLETE,
        where,
        why + " That something is not in it is no reason for no.",
        "Send all that the search finds.");
  }

  /** What a search says of itself: nothing that matters, or that it was not answered in full. */
  private void outcome(Node.Members outcome, int index) {
    if (!TreeReader.onlyInforms(outcome)) {
      incomplete(
          "Bundle.entry[" + index + "].resource",
          "The server that was searched reports an error or a warning.");
    }
  }

  private void entries(Token token) {
    if (token != Token.ARRAY) {
      notes.add(
          ProblemKind.NOT_A_BUNDLE,
          "Bundle.entry",
          "Bundle.entry is not an array.",
          "Send a FHIR R4 Bundle in JSON.");
      return;
    }
    for (int index = 0; scanner.nextItem(); index++) {
      if (scanner.value() == Token.OBJECT) {
        entry(index);
      } else {
        notes.add(
            ProblemKind.WRONG_TYPE,
            "Bundle.entry[" + index + "]",
            "The entry is not an object; it is not used.",
            "Correct the entry.");
        scanner.skip();
      }
    }
  }

  private void entry(int index) {
    Node.Members resource = null;
    String fullUrl = null;
    tree.begin();
    boolean inForce = true;
    while (scanner.nextMember()) {
      Token token = scanner.value();
      String name = scanner.name();
      if (token == Token.OBJECT) {
        switch (name) {
          case "resource" -> resource = tree.members(true);
          case "request" -> inForce &= !says(tree.members(false), "method", "DELETE");
          case "search" -> inForce &= !says(tree.members(false), "mode", "outcome");
          default -> {}
        }
      } else if (token == Token.TEXT && name.equals("fullUrl")) {
        fullUrl = scanner.text();
      }
      scanner.skip();
    }
    if (resource != null && says(resource, "resourceType", TreeReader.OUTCOME)) {
      outcome(resource, index);
    } else if (resource != null && !inForce) {
      notes.add(
          ProblemKind.DID_NOT_HAPPEN,
          "Bundle.entry[" + index + "]",
          "The entry deletes its resource, or tells of a search's outcome; it is not used.",
          "Nothing, if that is so.");
    } else if (resource != null) {
      builder.add(
          resource, new RecordBuilder.Entry(index, fullUrl, tree.modified(), tree.chosenTwice()));
    }
  }

  private static boolean says(Node.Members members, String name, String expected) {
    return members.get(name) instanceof Node.Text(String text) && text.equals(expected);
  }

  private static Reading<ClinicalRecord> refused(InputProblem problem) {
    return new Reading.Refused<>(List.of(problem));
  }

  private static InputProblem empty() {
    return new InputProblem(
        ProblemKind.TRUNCATED, "Bundle", "The input is empty.", "Send a FHIR R4 Bundle in JSON.");
  }
}
