package org.proviso.benchmarks.handwritten;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Courses of treatment.
 *
 * @param complete whether there were no others
 */
public record Courses(List<Course> courses, boolean complete) {
  private static final String ONLY = " only";

  public Courses {
    courses = List.copyOf(courses);
  }

  /** One course; both days belong to it. */
  public record Course(LocalDate first, LocalDate last) {
    long days() {
      return ChronoUnit.DAYS.between(first, last) + 1;
    }
  }

  /** Reads courses as a guideline's cases write them. */
  public static Optional<Courses> of(Optional<String> written) {
    return written.map(Courses::read);
  }

  private static Courses read(String written) {
    if (written.equals("none")) {
      return new Courses(List.of(), true);
    }
    boolean complete = written.endsWith(ONLY);
    String list = complete ? written.substring(0, written.length() - ONLY.length()) : written;
    var courses = new ArrayList<Course>();
    for (String course : list.split(", ", -1)) {
      int dots = course.indexOf("..");
      courses.add(
          new Course(
              LocalDate.parse(course.substring(0, dots)),
              LocalDate.parse(course.substring(dots + 2))));
    }
    return new Courses(courses, complete);
  }

  /** Days of the longest course; 0 if there is none. By index, because an iterator is an object. */
  public long longest() {
    long longest = 0;
    for (int index = 0; index < courses.size(); index++) {
      longest = Math.max(longest, courses.get(index).days());
    }
    return longest;
  }

  /** Whether one course took at least these days. */
  Truth lasted(int days) {
    if (longest() >= days) {
      return Truth.TRUE;
    }
    return complete ? Truth.FALSE : Truth.UNKNOWN;
  }
}
