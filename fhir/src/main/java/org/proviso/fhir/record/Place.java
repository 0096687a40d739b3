package org.proviso.fhir.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a resource, with its way there. Asking for an element of the wrong JSON type yields
 * nothing and notes the problem.
 */
public final class Place {
  private final Resource resource;
  private final @Nullable Place parent;
  private final String name;
  private final int index;
  private final Node node;
  private final Notes notes;

  private Place(
      Resource resource, @Nullable Place parent, String name, int index, Node node, Notes notes) {
    this.resource = resource;
    this.parent = parent;
    this.name = name;
    this.index = index;
    this.node = node;
    this.notes = notes;
  }

  public static Place of(Resource resource, Notes notes) {
    return new Place(resource, null, resource.type().toString(), -1, resource.content(), notes);
  }

  public Resource resource() {
    return resource;
  }

  public Notes notes() {
    return notes;
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return node instanceof Node.Members;
  }

  /** Whether it is a string. */
  public boolean isText() {
    return node instanceof Node.Text;
  }

  /** Whether it is true or false. */
  public boolean isTruth() {
    return node instanceof Node.Truth;
  }

  /** Within the resource: {@code Condition.code.coding[0]}. */
  public String path() {
    var path = new StringBuilder();
    append(path, resource.type().toString());
    return path.toString();
  }

  /** From the root: {@code Bundle.entry[3].resource.code.coding[0]}. */
  public String where() {
    var path = new StringBuilder();
    append(path, resource.location());
    return path.toString();
  }

  private void append(StringBuilder path, String root) {
    if (parent == null) {
      path.append(root);
      return;
    }
    parent.append(path, root);
    path.append('.').append(name);
    if (index >= 0) {
      path.append('[').append(index).append(']');
    }
  }

  public void note(ProblemKind kind, String message, String help) {
    notes.add(new InputProblem(kind, where(), message, help));
  }

  public boolean has(String member) {
    return node instanceof Node.Members members && members.get(member) != null;
  }

  /** Whether the element of that name is an array without nulls. */
  public boolean isList(String member) {
    return node instanceof Node.Members members
        && members.get(member) instanceof Node.Items(List<Node> nodes)
        && !nodes.contains(Node.Nothing.NOTHING);
  }

  /** All elements of that name: of an array each, otherwise the one. */
  public List<Place> all(String member) {
    if (!(node instanceof Node.Members members)) {
      noteType("an object");
      return List.of();
    }
    Node value = members.get(member);
    if (value == null || value instanceof Node.Nothing) {
      return List.of();
    }
    if (!(value instanceof Node.Items(List<Node> nodes))) {
      return List.of(new Place(resource, this, member, -1, value, notes));
    }
    if (nodes.size() == 1 && !(nodes.getFirst() instanceof Node.Nothing)) {
      return List.of(new Place(resource, this, member, 0, nodes.getFirst(), notes));
    }
    var places = new ArrayList<Place>(nodes.size());
    for (int position = 0; position < nodes.size(); position++) {
      if (!(nodes.get(position) instanceof Node.Nothing)) {
        places.add(new Place(resource, this, member, position, nodes.get(position), notes));
      }
    }
    return places;
  }

  /** The element of that name; an array is of the wrong type. */
  public @Nullable Place one(String member) {
    if (!(node instanceof Node.Members members)) {
      noteType("an object");
      return null;
    }
    Node value = members.get(member);
    if (value == null || value instanceof Node.Nothing) {
      return null;
    }
    var place = new Place(resource, this, member, -1, value, notes);
    if (value instanceof Node.Items) {
      place.noteType("one value");
      return null;
    }
    return place;
  }

  /** The string under that name. */
  public @Nullable String text(String member) {
    Place place = one(member);
    return place == null ? null : place.text();
  }

  /** This string. */
  public @Nullable String text() {
    if (node instanceof Node.Text(String value)) {
      return value;
    }
    noteType("a string");
    return null;
  }

  /** This truth value. */
  public @Nullable Boolean truth() {
    if (node instanceof Node.Truth(boolean value)) {
      return value;
    }
    noteType("true or false");
    return null;
  }

  /** This number, as written. */
  public @Nullable String numeral() {
    if (node instanceof Node.Numeral(String literal)) {
      return literal;
    }
    noteType("a number");
    return null;
  }

  private void noteType(String expected) {
    note(
        ProblemKind.WRONG_TYPE,
        "This element is "
            + node.jsonType()
            + " where FHIR R4 has "
            + expected
            + "; it is not used.",
        "Correct the element.");
  }
}
