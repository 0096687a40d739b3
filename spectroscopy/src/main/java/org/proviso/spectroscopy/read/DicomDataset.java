package org.proviso.spectroscopy.read;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of DICOM data sets (PS3.5): explicit and implicit VR, little endian; sequences of
 * defined and undefined length; nothing compressed. Values stay where they are in the file; asking
 * for one decodes it. A tag is written as in the standard: {@code 0x00181030} is (0018,1030).
 *
 * <p>No DICOM library with a permissive licence that is alive could be had from the registries this
 * project builds from, and the part that spectroscopy needs is small.
 */
final class DicomDataset {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_ELEMENTS = 1 << 18;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
  private static final Set<String> SHORT_FORM =
      Set.of(
          "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL",
          "SS", "ST", "TM", "UI", "UL", "US");

  private final Map<Integer, Element> elements = new LinkedHashMap<>();

  /** One element: its bytes, and its items when it is a sequence that had to be walked. */
  private record Element(FileBytes bytes, @Nullable List<DicomDataset> items, boolean explicit) {}

  private DicomDataset() {}

  /** Whether the bytes are a DICOM file with its preamble. */
  static boolean matches(FileBytes bytes) {
    return bytes.startsWith("DICM", 128);
  }

  /** Whether the bytes look like a data set without preamble, as some archives store them. */
  static boolean looksBare(FileBytes bytes) throws UnreadableFileException {
    if (bytes.size() < 16 || bytes.u16(0) != 0x0008 || bytes.u16(2) > 0x0018) {
      return false;
    }
    String vr = bytes.text(4, 2);
    return SHORT_FORM.contains(vr) || bytes.u32(4) < 256;
  }

  /** Reads a file, with or without preamble. */
  static DicomDataset of(FileBytes bytes) throws UnreadableFileException {
    Parser parser = new Parser(bytes.ordered(ByteOrder.LITTLE_ENDIAN));
    if (!matches(bytes)) {
      return parser.dataset(0, bytes.size(), SHORT_FORM.contains(bytes.text(4, 2)), 0);
    }
    // File meta information is always explicit little endian (PS3.10, 7.1).
    DicomDataset meta = new DicomDataset();
    int offset = 132;
    while (offset < bytes.size() && bytes.u16(offset) == 0x0002) {
      offset = parser.element(meta, offset, bytes.size(), true, 0);
    }
    String syntax = meta.text(0x00020010).orElse("");
    boolean explicit =
        switch (syntax) {
          case "1.2.840.10008.1.2" -> false;
          case "1.2.840.10008.1.2.1" -> true;
          case "1.2.840.10008.1.2.2" ->
              throw UnreadableFileException.unsupported(
                  "the DICOM transfer syntax is the retired big-endian one.",
                  "Convert the file to explicit VR little endian.");
          case "" -> throw UnreadableFileException.inconsistent("DICOM without transfer syntax.");
          default ->
              throw UnreadableFileException.unsupported(
                  "the DICOM transfer syntax " + syntax + " is compressed or unknown.",
                  "Convert the file to explicit VR little endian.");
        };
    return parser.dataset(offset, bytes.size(), explicit, 0);
  }

  boolean has(int tag) {
    return elements.containsKey(tag);
  }

  /** The bytes of an element. */
  Optional<FileBytes> bytes(int tag) {
    return Optional.ofNullable(elements.get(tag)).map(Element::bytes);
  }

  /** An element as text without its padding; empty when absent or blank. */
  Optional<String> text(int tag) throws UnreadableFileException {
    Optional<FileBytes> bytes = bytes(tag);
    if (bytes.isEmpty() || bytes.get().size() == 0) {
      return Optional.empty();
    }
    String text = bytes.get().text(0, bytes.get().size()).replace("\0", "").strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The values of a decimal or integer string (VR DS, IS). */
  double[] decimals(int tag) throws UnreadableFileException {
    Optional<String> text = text(tag);
    if (text.isEmpty()) {
      return new double[0];
    }
    String[] parts = text.get().split("\\\\", -1);
    double[] values = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        values[i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException e) {
        throw UnreadableFileException.inconsistent(
            name(tag) + " holds \"" + parts[i].strip() + "\", which is no number.");
      }
    }
    return values;
  }

  /** The first value of a decimal or integer string. */
  OptionalDouble decimal(int tag) throws UnreadableFileException {
    double[] values = decimals(tag);
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
  }

  /** The values of a double (VR FD). */
  double[] doubles(int tag) throws UnreadableFileException {
    Optional<FileBytes> bytes = bytes(tag);
    return bytes.isEmpty()
        ? new double[0]
        : bytes.get().doubles(0, bytes.get().size() / 8, name(tag));
  }

  /** The values of a float (VR FL, OF). */
  double[] floats(int tag) throws UnreadableFileException {
    Optional<FileBytes> bytes = bytes(tag);
    return bytes.isEmpty()
        ? new double[0]
        : bytes.get().floats(0, bytes.get().size() / 4, name(tag));
  }

  /** The first value of an unsigned 16-bit number (VR US). */
  OptionalDouble unsigned16(int tag) throws UnreadableFileException {
    Optional<FileBytes> bytes = bytes(tag);
    return bytes.isEmpty() || bytes.get().size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(bytes.get().u16(0));
  }

  /** The first value of an unsigned 32-bit number (VR UL). */
  OptionalDouble unsigned32(int tag) throws UnreadableFileException {
    Optional<FileBytes> bytes = bytes(tag);
    return bytes.isEmpty() || bytes.get().size() < 4
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) bytes.get().u32(0));
  }

  /** The items of a sequence; empty when absent. */
  List<DicomDataset> items(int tag) throws UnreadableFileException {
    Element element = elements.get(tag);
    if (element == null) {
      return List.of();
    }
    if (element.items() != null) {
      return element.items();
    }
    if (element.bytes().size() < 8 || tagAt(element.bytes(), 0) != ITEM) {
      return List.of();
    }
    List<DicomDataset> items = new ArrayList<>();
    new Parser(element.bytes())
        .sequence(items, 0, element.bytes().size(), element.explicit(), false, 1);
    return items;
  }

  /** The first item of a sequence. */
  Optional<DicomDataset> item(int tag) throws UnreadableFileException {
    return items(tag).stream().findFirst();
  }

  /**
   * The tag of a private element, whose block depends on where its creator stands (PS3.5, 7.8).
   *
   * @param group odd group number
   * @param creator the private creator's name
   * @param element the low byte of the element number
   */
  Optional<Integer> privateTag(int group, String creator, int element)
      throws UnreadableFileException {
    for (int block = 0x10; block <= 0xff; block++) {
      int tag = group << 16 | block;
      if (text(tag).filter(creator::equals).isPresent()) {
        return Optional.of(group << 16 | block << 8 | element);
      }
    }
    return Optional.empty();
  }

  static String name(int tag) {
    return "(%04X,%04X)".formatted(tag >>> 16, tag & 0xffff);
  }

  private static int tagAt(FileBytes bytes, long offset) throws UnreadableFileException {
    return bytes.u16(offset) << 16 | bytes.u16(offset + 2);
  }

  /** Walks the bytes; counts elements so that a crafted file cannot make it run for ever. */
  private static final class Parser {
    private final FileBytes bytes;
    private int seen;

    Parser(FileBytes bytes) {
      this.bytes = bytes;
    }

    DicomDataset dataset(int start, int end, boolean explicit, int depth)
        throws UnreadableFileException {
      DicomDataset dataset = new DicomDataset();
      int offset = start;
      while (offset < end) {
        offset = element(dataset, offset, end, explicit, depth);
      }
      return dataset;
    }

    /** Reads one element and returns the offset after it. */
    int element(DicomDataset dataset, int start, int end, boolean explicit, int depth)
        throws UnreadableFileException {
      if (++seen > MAX_ELEMENTS || depth > MAX_DEPTH) {
        throw UnreadableFileException.inconsistent(
            "the DICOM data set has too many elements or is nested too deeply.");
      }
      int tag = tagAt(bytes, start);
      String vr = "UN";
      long length;
      int value;
      if (explicit && tag >>> 16 != 0xFFFE) {
        vr = bytes.text(start + 4L, 2);
        if (LONG_FORM.contains(vr)) {
          length = bytes.u32(start + 8L);
          value = start + 12;
        } else if (SHORT_FORM.contains(vr)) {
          length = bytes.u16(start + 6L);
          value = start + 8;
        } else {
          throw UnreadableFileException.inconsistent(
              "DICOM element " + name(tag) + " at byte " + start + " has no valid type.");
        }
      } else {
        length = bytes.u32(start + 4L);
        value = start + 8;
      }
      if (length == UNDEFINED) {
        if (tag == 0x7FE00010) {
          throw UnreadableFileException.unsupported(
              "the DICOM pixel data are compressed.", "Convert the file to an uncompressed one.");
        }
        List<DicomDataset> items = new ArrayList<>();
        // A sequence of unknown type is implicit VR whatever the file is (PS3.5, 6.2.2 note 2).
        int after = sequence(items, value, end, explicit && vr.equals("SQ"), true, depth + 1);
        dataset.elements.put(tag, new Element(bytes.slice(value, 0), List.copyOf(items), explicit));
        return after;
      }
      if (length > (long) end - value) {
        throw UnreadableFileException.truncated(
            "DICOM element "
                + name(tag)
                + " at byte "
                + start
                + " needs "
                + length
                + " bytes, "
                + (end - value)
                + " follow.");
      }
      dataset.elements.put(tag, new Element(bytes.slice(value, length), null, explicit));
      return value + (int) length;
    }

    /** Reads the items of a sequence and returns the offset after it. */
    int sequence(
        List<DicomDataset> items, int start, int end, boolean explicit, boolean open, int depth)
        throws UnreadableFileException {
      int offset = start;
      while (offset < end) {
        int tag = tagAt(bytes, offset);
        long length = bytes.u32(offset + 4L);
        offset += 8;
        if (tag == SEQUENCE_END && open) {
          return offset;
        }
        if (tag != ITEM) {
          throw UnreadableFileException.inconsistent(
              "a DICOM sequence holds " + name(tag) + " at byte " + offset + ", not an item.");
        }
        if (length == UNDEFINED) {
          DicomDataset item = new DicomDataset();
          while (tagAt(bytes, offset) != ITEM_END) {
            offset = element(item, offset, end, explicit, depth);
          }
          offset += 8;
          items.add(item);
        } else {
          if (length > (long) end - offset) {
            throw UnreadableFileException.truncated(
                "a DICOM item at byte " + offset + " needs " + length + " bytes.");
          }
          items.add(dataset(offset, offset + (int) length, explicit, depth));
          offset += (int) length;
        }
      }
      if (open) {
        throw UnreadableFileException.truncated("a DICOM sequence has no end.");
      }
      return offset;
    }
  }
}
