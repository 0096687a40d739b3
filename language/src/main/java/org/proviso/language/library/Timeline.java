package org.proviso.language.library;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;

/**
 * What a library has of one document, by the date of service. Immutable; a look takes a binary
 * search and makes no object.
 */
final class Timeline {
  private static final Library.Version NONE = new Library.Version.None();

  /** The days, since 1970-01-01, from which the versions apply, in order. */
  private final long[] firstDays;

  /** Sound or broken. */
  private final Library.Version[] versions;

  private Timeline(long[] firstDays, Library.Version[] versions) {
    this.firstDays = firstDays;
    this.versions = versions;
  }

  /**
   * The versions of one document.
   *
   * @param sound the earliest first
   * @param broken those with errors that are, or may be, versions of it; on a day on which both
   *     begin they stand before sound ones, and among each other the first does
   */
  static Timeline of(List<Guideline> sound, List<Document.Broken> broken) {
    var byDay = new TreeMap<Long, Library.Version>();
    for (Guideline guideline : sound) {
      byDay.put(guideline.effective().toEpochDay(), new Library.Version.InForce(guideline));
    }
    for (Document.Broken document : broken.reversed()) {
      byDay.put(Library.firstDay(document).toEpochDay(), new Library.Version.Broken(document));
    }
    return new Timeline(
        byDay.keySet().stream().mapToLong(Long::longValue).toArray(),
        byDay.values().toArray(Library.Version[]::new));
  }

  /** The same, but for versions that are not about a service. */
  Timeline about(Code service) {
    var about = versions.clone();
    for (int index = 0; index < about.length; index++) {
      if (about[index] instanceof Library.Version.InForce(Guideline guideline)
          && !guideline.services().contains(service)) {
        about[index] = NONE;
      }
    }
    return new Timeline(firstDays, about);
  }

  /** What there is for a day: the latest version that has begun, unless it is over. */
  Library.Version on(long day) {
    int found = Arrays.binarySearch(firstDays, day);
    int place = found >= 0 ? found : -found - 2;
    if (place < 0) {
      return NONE;
    }
    Library.Version version = versions[place];
    return version instanceof Library.Version.InForce(Guideline guideline)
            && guideline.through().isPresent()
            && guideline.through().get().toEpochDay() < day
        ? NONE
        : version;
  }

  /** The sound version in force on a day; null when there is none. */
  @Nullable Guideline inForceOn(long day) {
    return on(day) instanceof Library.Version.InForce(Guideline guideline) ? guideline : null;
  }
}
