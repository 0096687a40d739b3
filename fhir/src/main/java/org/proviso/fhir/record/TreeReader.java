package org.proviso.fhir.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;
import org.proviso.ground.json.Vocabulary;

/** Builds the elements of a resource from a scanner, keeping only what facts may need. */
final class TreeReader {
  /** Read for what it says of the other resources, never filed. */
  static final String OUTCOME = "OperationOutcome";

  /** Kept of every resource for who wants to know what it is and whom it is about. */
  private static final Set<String> IDENTITY = Set.of("id", "subject", "patient", "beneficiary");

  private final JsonScanner scanner;
  private final Limits limits;

  /** The members of the objects that are not read to their ends yet, the innermost last. */
  private String[] names = new String[64];

  private Node[] values = new Node[64];
  private int held;

  private int elements;
  private boolean modified;
  private String chosenTwice = "";
  private @Nullable RootMembers others;

  TreeReader(JsonScanner scanner, Limits limits) {
    this.scanner = scanner;
    this.limits = limits;
  }

  /**
   * The elements of a resource, and what was noticed of them.
   *
   * @param modified whether it has a modifier extension or implicit rules anywhere
   * @param chosenTwice a choice of types that it makes twice; empty when it makes none twice
   */
  record Tree(Node.Members members, boolean modified, String chosenTwice) {}

  /** Reads members of a resource's own object that are not elements of a resource. */
  @FunctionalInterface
  interface RootMembers {
    /**
     * Reads a member, or leaves it to be passed over.
     *
     * @param token what its value begins with
     */
    void read(String name, Token token);
  }

  /** Whether an OperationOutcome reports no error and no warning. */
  static boolean onlyInforms(Node.Members outcome) {
    boolean informs = false;
    if (outcome.get("issue") instanceof Node.Items(List<Node> issues)) {
      informs = !issues.isEmpty();
      for (Node issue : issues) {
        informs &=
            issue instanceof Node.Members one
                && one.get("severity") instanceof Node.Text(String severity)
                && severity.equals("information");
      }
    }
    return informs;
  }

  /**
   * The resource that the scanner stands on. It may stand inside another one, of which nothing is
   * forgotten.
   *
   * @param rest reads what is not an element of a resource
   */
  Tree resource(RootMembers rest) {
    boolean modifiedBefore = modified;
    String chosenBefore = chosenTwice;
    RootMembers othersBefore = others;
    begin();
    others = rest;
    Node.Members members = members(true);
    var tree = new Tree(members, modified, chosenTwice);
    modified = modifiedBefore;
    chosenTwice = chosenBefore;
    others = othersBefore;
    return tree;
  }

  /** Begins an entry: what was noticed of the one before is forgotten. */
  void begin() {
    modified = false;
    chosenTwice = "";
  }

  /** Whether the entry's resource has a modifier extension or implicit rules anywhere. */
  boolean modified() {
    return modified;
  }

  /** A choice of types that the entry's resource makes twice; empty when it makes none twice. */
  String chosenTwice() {
    return chosenTwice;
  }

  /**
   * The object that the scanner stands on.
   *
   * @param root whether it is a resource, of which nothing is kept when its type is not read
   */
  Node.Members members(boolean root) {
    int first = held;
    boolean skip = false;
    int chosen = 0;
    while (scanner.nextMember()) {
      Token token = scanner.value();
      KnownElement element =
          scanner.symbol() == Vocabulary.NONE ? null : KnownElement.of(scanner.symbol());
      int choice = element == null ? choice() : element.choice();
      if (choice != KnownElement.NO_CHOICE && token != Token.NULL) {
        if ((chosen & 1 << choice) != 0) {
          chosenTwice = KnownElement.CHOICES.get(choice);
        }
        chosen |= 1 << choice;
      }
      if (element == null) {
        scanner.skip();
        continue;
      }
      switch (element.role()) {
        case MODIFIER -> modified = true;
        case PRESENCE -> {
          if (!skip && token != Token.NULL) {
            hold(scanner.name(), Node.Truth.of(true));
          }
        }
        case KEPT -> {
          if (!skip || (root && others != null && IDENTITY.contains(scanner.name()))) {
            String name = scanner.name();
            Node value = value(token);
            hold(name, value);
            // Almost every writer puts the type first; then the rest of an unread type is not
            // kept.
            skip |=
                root
                    && name.equals("resourceType")
                    && value instanceof Node.Text(String type)
                    && ResourceType.named(type).isEmpty()
                    && !type.equals(OUTCOME);
          }
        }
        case PASSED_OVER -> {
          RootMembers rest = others;
          if (root && rest != null) {
            rest.read(scanner.name(), token);
          }
        }
      }
      scanner.skip();
    }
    var members =
        new Node.Members(
            Arrays.copyOfRange(names, first, held), Arrays.copyOfRange(values, first, held));
    held = first;
    return members;
  }

  private void hold(String name, Node value) {
    if (held == names.length) {
      names = Arrays.copyOf(names, 2 * held);
      values = Arrays.copyOf(values, 2 * held);
    }
    names[held] = name;
    values[held] = value;
    held++;
  }

  /** The element of several types that a name, which is not known, is one of the types of. */
  private int choice() {
    for (int choice = 0; choice < KnownElement.CHOICES.size(); choice++) {
      if (scanner.nameContinues(KnownElement.CHOICES.get(choice))) {
        return choice;
      }
    }
    return KnownElement.NO_CHOICE;
  }

  private Node value(Token token) {
    elements++;
    if (elements > limits.elements()) {
      throw new InputRefusedException(
          new InputProblem(
              ProblemKind.TOO_MANY,
              "Bundle",
              "The resources have more than " + limits.elements() + " elements, the limit.",
              "Send only the resources of this request."));
    }
    return switch (token) {
      case OBJECT -> members(false);
      case ARRAY -> items();
      case TEXT -> {
        int word = scanner.wordOf(KnownElement.WORDS);
        yield word == Vocabulary.NONE ? new Node.Text(scanner.text()) : KnownElement.text(word);
      }
      case NUMBER -> new Node.Numeral(scanner.numeral());
      case TRUE -> Node.Truth.of(true);
      case FALSE -> Node.Truth.of(false);
      case NULL -> Node.Nothing.NOTHING;
    };
  }

  private Node items() {
    if (!scanner.nextItem()) {
      return new Node.Items(List.of());
    }
    Node first = value(scanner.value());
    if (!scanner.nextItem()) {
      return new Node.Items(List.of(first));
    }
    var nodes = new ArrayList<Node>();
    nodes.add(first);
    do {
      nodes.add(value(scanner.value()));
    } while (scanner.nextItem());
    return new Node.Items(nodes);
  }
}
