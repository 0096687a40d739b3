package org.proviso.ground.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, in order: two arrays, and an index of the names where they are many.
 * Immutable once nobody {@linkplain Builder adds} to it any more.
 */
final class ArrayMap extends AbstractMap<String, Json> implements SequencedMap<String, Json> {
  private static final int FEW = 24;

  private final String[] names;
  private final Json[] values;
  private final @Nullable Map<String, Integer> places;

  private ArrayMap(String[] names, Json[] values, @Nullable Map<String, Integer> places) {
    this.names = names;
    this.values = values;
    this.places = places;
  }

  static ArrayMap copyOf(Map<String, Json> members) {
    if (members instanceof ArrayMap immutable) {
      return immutable;
    }
    var builder = new Builder();
    members.forEach(builder::put);
    return builder.toMap();
  }

  /** Collects members; a name that is put again keeps its place and gets the new value. */
  static final class Builder {
    private String[] names = new String[8];
    private Json[] values = new Json[8];
    private int size;
    private @Nullable Map<String, Integer> places;

    void put(String name, Json value) {
      int place = place(names, size, places, name);
      if (place >= 0) {
        values[place] = value;
        return;
      }
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      names[size] = name;
      values[size] = value;
      if (places != null) {
        places.put(name, size);
      }
      size++;
      if (size > FEW && places == null) {
        places = new HashMap<>();
        for (int index = 0; index < size; index++) {
          places.put(names[index], index);
        }
      }
    }

    /** What was collected so far. */
    ArrayMap toMap() {
      return new ArrayMap(
          Arrays.copyOf(names, size),
          Arrays.copyOf(values, size),
          places == null ? null : new HashMap<>(places));
    }
  }

  private static int place(
      String[] names, int size, @Nullable Map<String, Integer> places, Object name) {
    if (places != null) {
      return places.getOrDefault(name, -1);
    }
    for (int index = 0; index < size; index++) {
      if (names[index].equals(name)) {
        return index;
      }
    }
    return -1;
  }

  String name(int place) {
    return names[place];
  }

  Json value(int place) {
    return values[place];
  }

  /** The places of the members in the order of their names by UTF-16 code units. */
  int[] sorted() {
    var order = new int[names.length];
    for (int index = 0; index < order.length; index++) {
      order[index] = index;
    }
    if (order.length > FEW) {
      Integer[] boxed = Arrays.stream(order).boxed().toArray(Integer[]::new);
      Arrays.sort(boxed, (left, right) -> names[left].compareTo(names[right]));
      return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }
    for (int index = 1; index < order.length; index++) {
      int place = index;
      while (place > 0 && names[order[place - 1]].compareTo(names[index]) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = index;
    }
    return order;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name != null && place(names, names.length, places, name) >= 0;
  }

  @Override
  public @Nullable Json get(@Nullable Object name) {
    int place = name == null ? -1 : place(names, names.length, places, name);
    return place < 0 ? null : values[place];
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Entry<String, Json>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < names.length;
          }

          @Override
          public Entry<String, Json> next() {
            if (next == names.length) {
              throw new NoSuchElementException();
            }
            return Map.entry(names[next], values[next++]);
          }
        };
      }
    };
  }

  @Override
  public SequencedMap<String, Json> reversed() {
    return new LinkedHashMap<>(this).reversed();
  }
}
