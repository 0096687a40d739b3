package org.proviso.ground.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A JSON value. Decimal numbers of guidelines are written as text, so that no reader rounds them;
 * the only numbers are whole ones and, for figures such as an expected cost, doubles.
 */
public sealed interface Json {
  /** A string. */
  record Text(String value) implements Json {}

  /** A whole number. */
  record Whole(long value) implements Json {}

  /** A finite number. */
  record Real(double value) implements Json {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("JSON has no such number: " + value);
      }
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** An array. */
  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** An object; members keep their order, which the canonical form does not. */
  record Obj(SequencedMap<String, Json> members) implements Json {
    public Obj {
      members = ArrayMap.copyOf(members);
    }

    /** A member's value. */
    public Optional<Json> get(String name) {
      return Optional.ofNullable(members.get(name));
    }
  }

  /** A string. */
  static Json text(String value) {
    return new Text(value);
  }

  /** A string, or null. */
  static Json textOrNull(Optional<String> value) {
    return value.<Json>map(Text::new).orElseGet(Null::new);
  }

  /** An array of strings, in the order of the collection. */
  static Json texts(Collection<?> values) {
    var items = new ArrayList<Json>(values.size());
    for (Object value : values) {
      items.add(new Text(value.toString()));
    }
    return new Array(items);
  }

  /** An array. */
  static Json array(Collection<? extends Json> items) {
    return new Array(List.copyOf(items));
  }

  /** Collects the members of an object, in order. */
  final class Members {
    private final ArrayMap.Builder members = new ArrayMap.Builder();

    /** Adds a member. */
    public Members put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    /** Adds a member whose value is a string. */
    public Members put(String name, String value) {
      return put(name, new Text(value));
    }

    /** Adds a member if there is a value. */
    public Members putIf(String name, Optional<? extends Json> value) {
      value.ifPresent(json -> put(name, json));
      return this;
    }

    /** The object. */
    public Obj toObject() {
      return new Obj(members.toMap());
    }
  }
}
