package org.proviso.language.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.proviso.language.model.Guideline;

/** Finds words in titles, other names, headings and sections. */
final class SearchIndex {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int EXCERPT_LENGTH = 160;

  private final List<Place> places = new ArrayList<>();

  /** A text that can be found, and how much a match in it counts. */
  private record Place(
      Guideline guideline, String name, String text, List<String> words, int weight) {}

  private record Match(Place place, int score) {}

  SearchIndex(List<Guideline> guidelines) {
    for (Guideline guideline : guidelines) {
      add(guideline, "title", guideline.title(), 8);
      for (String name : guideline.alsoKnownAs()) {
        add(guideline, "also known as", name, 6);
      }
      for (Guideline.Section section : guideline.sections()) {
        add(guideline, section.heading(), section.heading(), 4);
        add(guideline, section.heading(), section.markdown(), 2);
      }
    }
  }

  private void add(Guideline guideline, String name, String text, int weight) {
    places.add(new Place(guideline, name, text, words(text), weight));
  }

  private static List<String> words(String text) {
    return WORD_BREAK
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  List<SearchResult> search(String query) {
    List<String> wanted = words(query);
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Match> matches = new ArrayList<>();
    for (Place place : places) {
      boolean all =
          wanted.stream()
              .allMatch(word -> place.words().stream().anyMatch(each -> each.startsWith(word)));
      if (all) {
        // Words in a row count more than words apart.
        boolean phrase = String.join(" ", place.words()).contains(String.join(" ", wanted));
        matches.add(new Match(place, place.weight() + (phrase ? 1 : 0)));
      }
    }
    return matches.stream()
        .sorted(
            Comparator.comparingInt((Match match) -> -match.score())
                .thenComparing(match -> match.place().guideline().id())
                .thenComparing(
                    match -> match.place().guideline().effective(), Comparator.reverseOrder()))
        .map(
            match ->
                new SearchResult(
                    match.place().guideline(),
                    match.place().name(),
                    excerpt(match.place().text(), wanted.getFirst())))
        .distinct()
        .toList();
  }

  private static String excerpt(String text, String word) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.codePointCount(0, line.length()) <= EXCERPT_LENGTH) {
      return line;
    }
    int found = Math.max(0, line.toLowerCase(Locale.ROOT).indexOf(word));
    int from = Math.max(0, line.lastIndexOf(' ', Math.max(0, found - EXCERPT_LENGTH / 2)));
    int to = Math.min(line.length(), from + EXCERPT_LENGTH);
    int space = line.lastIndexOf(' ', to);
    String shown = line.substring(from, space > from && to < line.length() ? space : to).strip();
    return (from > 0 ? "…" : "") + shown + (to < line.length() ? "…" : "");
  }
}
