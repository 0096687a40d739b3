package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The private header Siemens writes into DICOM files: named tags with text items, in two layouts
 * (one starts with {@code SV10}, the older one does not).
 */
final class CsaHeader {

  private static final int MAX_TAGS = 4096;
  private static final int MAX_ITEMS = 1 << 16;

  private final Map<String, List<String>> tags = new LinkedHashMap<>();

  private CsaHeader() {}

  static CsaHeader of(FileBytes bytes) throws UnreadableFileException {
    CsaHeader header = new CsaHeader();
    boolean second = bytes.startsWith("SV10", 0);
    int offset = second ? 8 : 0;
    int count = bytes.i32(offset);
    if (count < 1 || count > MAX_TAGS) {
      throw UnreadableFileException.inconsistent("the CSA header promises " + count + " tags.");
    }
    offset += 8;
    int firstItems = 0;
    for (int tag = 0; tag < count; tag++) {
      String name = bytes.field(offset, 64);
      int items = bytes.i32(offset + 76L);
      offset += 84;
      if (items < 0 || items > MAX_ITEMS) {
        throw UnreadableFileException.inconsistent(
            "the CSA tag " + name + " promises " + items + " items.");
      }
      if (tag == 0) {
        firstItems = items;
      }
      List<String> values = new ArrayList<>();
      for (int item = 0; item < items; item++) {
        // The older layout counts the first tag's items into each length.
        int length = second ? bytes.i32(offset + 4L) : bytes.i32(offset) - firstItems;
        offset += 16;
        if (length < 0 && !second) {
          length = 0;
        }
        String value = bytes.field(offset, length);
        if (!value.isEmpty()) {
          values.add(value);
        }
        offset += (length + 3) / 4 * 4;
      }
      header.tags.putIfAbsent(name, List.copyOf(values));
    }
    return header;
  }

  /** All non-empty items of a tag. */
  List<String> values(String name) {
    return tags.getOrDefault(name, List.of());
  }

  /** The first items of the tags as header fields; further items as {@code name[1]} and so on. */
  HeaderFields fields() {
    HeaderFields fields = new HeaderFields("CSA");
    tags.forEach(
        (name, values) -> {
          for (int i = 0; i < values.size(); i++) {
            fields.put(i == 0 ? name : name + "[" + i + "]", values.get(i));
          }
        });
    return fields;
  }
}
