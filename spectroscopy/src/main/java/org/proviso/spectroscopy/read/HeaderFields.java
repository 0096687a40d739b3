package org.proviso.spectroscopy.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The key and value pairs of a text header, in their order, with checked access. */
final class HeaderFields {

  private final String title;
  private final Map<String, String> fields = new LinkedHashMap<>();

  HeaderFields(String title) {
    this.title = title;
  }

  /** Notes a pair; the first of two with the same key counts. */
  void put(String key, String value) {
    fields.putIfAbsent(key, value);
  }

  String title() {
    return title;
  }

  Map<String, String> all() {
    return fields;
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(fields.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Notes a value with a measurement as the source of a quantity, where there is one. */
  void use(MeasurementBuilder builder, String quantity, String key) {
    find(key).ifPresent(raw -> builder.used(quantity, raw, title + " " + key));
  }

  /** A number; some locales write a decimal comma. */
  OptionalDouble number(String key) {
    return find(key).map(HeaderFields::parse).orElse(OptionalDouble.empty());
  }

  double required(String key) throws UnreadableFileException {
    OptionalDouble value = number(key);
    if (value.isEmpty()) {
      throw UnreadableFileException.missing(title + " has no number for " + key + ".");
    }
    return value.getAsDouble();
  }

  int count(String key, int min, int max) throws UnreadableFileException {
    double value = required(key);
    if (!(value >= min && value <= max) || value != Math.rint(value)) {
      throw UnreadableFileException.inconsistent(
          title
              + " "
              + key
              + " is "
              + value
              + "; a whole number from "
              + min
              + " to "
              + max
              + " was expected.");
    }
    return (int) value;
  }

  private static OptionalDouble parse(String text) {
    try {
      double value = Double.parseDouble(text.replace(',', '.'));
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
