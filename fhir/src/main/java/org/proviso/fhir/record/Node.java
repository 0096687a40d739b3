package org.proviso.fhir.record;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON value of a resource, without what facts never need. */
sealed interface Node {
  /** What JSON calls it, for messages. */
  String jsonType();

  /** An object; few members, looked up one after the other. */
  final class Members implements Node {
    private final String[] names;
    private final Node[] values;

    /** Takes both arrays over; equally long. */
    Members(String[] names, Node[] values) {
      this.names = names;
      this.values = values;
    }

    @Nullable Node get(String name) {
      for (int index = 0; index < names.length; index++) {
        if (names[index].equals(name)) {
          return values[index];
        }
      }
      return null;
    }

    /** The same, with another value of one member. */
    Members with(String name, Node value) {
      int index = 0;
      while (index < names.length && !names[index].equals(name)) {
        index++;
      }
      int length = Math.max(names.length, index + 1);
      String[] otherNames = Arrays.copyOf(names, length);
      Node[] otherValues = Arrays.copyOf(values, length);
      otherNames[index] = name;
      otherValues[index] = value;
      return new Members(otherNames, otherValues);
    }

    @Override
    public String jsonType() {
      return "an object";
    }
  }

  /** An array; null elements are {@link Nothing}, so that indexes stay. */
  record Items(List<Node> nodes) implements Node {
    @Override
    public String jsonType() {
      return "an array";
    }
  }

  /** A string. */
  record Text(String value) implements Node {
    @Override
    public String jsonType() {
      return "a string";
    }
  }

  /** A number, as written. */
  record Numeral(String literal) implements Node {
    @Override
    public String jsonType() {
      return "a number";
    }
  }

  /** True or false. */
  record Truth(boolean value) implements Node {
    private static final Truth TRUE = new Truth(true);
    private static final Truth FALSE = new Truth(false);

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }

    @Override
    public String jsonType() {
      return "true or false";
    }
  }

  /** Null. */
  record Nothing() implements Node {
    static final Nothing NOTHING = new Nothing();

    @Override
    public String jsonType() {
      return "null";
    }
  }
}
