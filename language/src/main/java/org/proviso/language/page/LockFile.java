package org.proviso.language.page;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proviso.language.model.Anchor;
import org.proviso.language.syntax.Dates;

/**
 * The text of a lock: the document on the first line, then a line for each anchor with both hashes,
 * the date and the name, so that a change of one signature is a change of one line.
 */
public final class LockFile {
  private static final String TITLE = "signatures of ";
  private static final Pattern SIGNATURE =
      Pattern.compile("(\\S+) prose ([0-9a-f]{64}) criterion ([0-9a-f]{64}) (\\S+) (.+)");

  private LockFile() {}

  /** Where the lock of a document lies: beside it, with the ending {@code .lock}. */
  public static Path beside(Path document) {
    String name = String.valueOf(document.getFileName());
    String base = name.endsWith(".md") ? name.substring(0, name.length() - 3) : name;
    return document.resolveSibling(base + ".lock");
  }

  /** The lock as a file's text. */
  public static String format(Lock lock) {
    var text = new StringBuilder(TITLE);
    text.append(lock.guideline()).append(' ').append(lock.version()).append('\n');
    lock.signatures()
        .forEach(
            (anchor, signature) ->
                text.append(anchor)
                    .append(" prose ")
                    .append(signature.fingerprint().prose())
                    .append(" criterion ")
                    .append(signature.fingerprint().criterion())
                    .append(' ')
                    .append(signature.date())
                    .append(' ')
                    .append(signature.person().name())
                    .append('\n'));
    return text.toString();
  }

  /**
   * The lock that a file's text holds.
   *
   * @throws LockFileException when it is no lock
   */
  public static Lock parse(String text) throws LockFileException {
    List<String> lines = text.lines().toList();
    String[] title =
        lines.isEmpty() || !lines.getFirst().startsWith(TITLE)
            ? new String[0]
            : lines.getFirst().substring(TITLE.length()).split(" ", -1);
    if (title.length != 2) {
      throw problem(1, "the first line is not `" + TITLE + "GUIDELINE VERSION`");
    }
    SortedMap<Anchor, Signature> signatures = new TreeMap<>();
    for (int index = 1; index < lines.size(); index++) {
      if (lines.get(index).isBlank()) {
        continue;
      }
      Matcher matcher = SIGNATURE.matcher(lines.get(index));
      if (!matcher.matches() || !Anchor.PATTERN.matcher(matcher.group(1)).matches()) {
        throw problem(index + 1, "this line is not an anchor with two hashes, a date and a name");
      }
      Optional<LocalDate> date = Dates.parse(matcher.group(4));
      Optional<Person> person = Person.of(matcher.group(5));
      if (date.isEmpty() || person.isEmpty()) {
        throw problem(index + 1, "this signature has no date or no name");
      }
      var fingerprint = new Fingerprint(matcher.group(2), matcher.group(3));
      var anchor = new Anchor(matcher.group(1));
      if (signatures.put(anchor, new Signature(fingerprint, person.get(), date.get())) != null) {
        throw problem(index + 1, "the anchor `" + anchor + "` is signed twice");
      }
    }
    return new Lock(title[0], title[1], signatures);
  }

  private static LockFileException problem(int line, String message) {
    return new LockFileException(
        line, message, "take the file back from its history, or remove it and sign again");
  }
}
