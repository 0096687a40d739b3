package org.proviso.language.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Basis;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.syntax.Dates;
import org.proviso.language.syntax.FrontMatter;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.Code;

/** Checks the values of the front matter: required keys, known words, sane dates. */
final class HeaderCheck {
  /** As coverages are read: docs/fhir-facts.md. A name that no coverage has would match nobody. */
  private static final List<String> LINES_OF_BUSINESS =
      List.of(
          "commercial",
          "medicare-advantage",
          "medicare",
          "medicare-supplement",
          "medicaid",
          "fep",
          "tricare",
          "veterans-affairs",
          "workers-compensation",
          "self-pay");

  /** Medicare, the oldest of the payers whose documents are dated, began in 1966. */
  private static final int FIRST_YEAR = 1960;

  private static final int LAST_YEAR = 2199;

  private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+){0,30}");
  private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
  private static final Pattern JURISDICTION = Pattern.compile("([A-Z]{2})(-[A-Z0-9]{1,3})?");

  private final FrontMatter frontMatter;
  private final String notice;
  private final DiagnosticCollector diagnostics;

  HeaderCheck(FrontMatter frontMatter, String notice, DiagnosticCollector diagnostics) {
    this.notice = notice;
    this.frontMatter = frontMatter;
    this.diagnostics = diagnostics;
  }

  /** The header; empty when something required is missing or wrong. */
  Optional<Guideline.Header> check() {
    Optional<DocumentKind> kind = kind();
    Optional<Basis> basis = basis();
    Optional<String> id = required("guideline").flatMap(this::identifier);
    Optional<Word> title = required("title");
    Optional<Word> payer = required("payer");
    Optional<LocalDate> effective = required("effective").flatMap(this::date);
    Optional<LocalDate> through = frontMatter.scalar("through").flatMap(this::date);
    Optional<LocalDate> reviewed = frontMatter.scalar("reviewed").flatMap(this::date);
    List<Code> services = services(kind);
    Set<String> lines = linesOfBusiness();
    Set<String> jurisdictions = jurisdictions();
    order("through", effective, through);
    if (kind.isEmpty()
        || basis.isEmpty()
        || id.isEmpty()
        || title.isEmpty()
        || payer.isEmpty()
        || effective.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Guideline.Header(
            id.get(),
            title.get().text(),
            payer.get().text(),
            kind.get(),
            basis.get(),
            effective.get(),
            through,
            reviewed,
            services,
            frontMatter.list("also-known-as").stream().map(Word::text).toList(),
            lines,
            jurisdictions,
            notice));
  }

  private Optional<Word> required(String key) {
    Optional<Word> value = frontMatter.scalar(key);
    if (value.isEmpty()) {
      missing(key);
    }
    return value;
  }

  private void missing(String key) {
    if (frontMatter.unreadable().contains(key)) {
      return;
    }
    diagnostics.add(
        DiagnosticId.MISSING_KEY,
        frontMatter.span(),
        "the front matter has no usable `" + key + "`",
        "add a line `" + key + ": …`");
  }

  private Optional<String> identifier(Word word) {
    if (word.text().length() <= 128 && IDENTIFIER.matcher(word.text()).matches()) {
      return Optional.of(word.text());
    }
    diagnostics.add(
        DiagnosticId.BAD_VALUE,
        word.span(),
        "`" + word.text() + "` is not an identifier",
        "write lower-case letters and digits, parted by single dots or hyphens: `04-70540-07`");
    return Optional.empty();
  }

  private Optional<DocumentKind> kind() {
    Optional<Word> word = frontMatter.scalar("kind");
    if (word.isEmpty()) {
      return Optional.of(DocumentKind.GUIDELINE);
    }
    return oneOf(word.get(), DocumentKind.values(), DocumentKind::phrase, "kind of document");
  }

  private Optional<Basis> basis() {
    Optional<Word> word = frontMatter.scalar("basis");
    if (word.isEmpty()) {
      return Optional.of(Basis.PUBLISHED);
    }
    return oneOf(word.get(), Basis.values(), Basis::word, "basis");
  }

  private <T> Optional<T> oneOf(Word word, T[] values, Function<T, String> name, String what) {
    Optional<T> found =
        Stream.of(values).filter(value -> name.apply(value).equals(word.text())).findFirst();
    if (found.isEmpty()) {
      List<String> names = Stream.of(values).map(name).toList();
      diagnostics.add(
          DiagnosticId.BAD_VALUE,
          word.span(),
          "`" + word.text() + "` is not a " + what,
          Suggestion.help(word.text(), names).orElse("write one of: " + String.join(", ", names)));
    }
    return found;
  }

  private Optional<LocalDate> date(Word word) {
    Optional<LocalDate> date = Dates.parse(word.text());
    if (date.isEmpty()) {
      diagnostics.add(
          DiagnosticId.MALFORMED_DATE,
          word.span(),
          "`" + word.text() + "` is not a day of the calendar",
          "write a date as year, month and day: `2025-05-15`");
    } else if (date.get().getYear() < FIRST_YEAR || date.get().getYear() > LAST_YEAR) {
      diagnostics.add(
          DiagnosticId.MALFORMED_DATE,
          word.span(),
          "the year " + date.get().getYear() + " is probably a slip",
          "dates of documents lie in the years from " + FIRST_YEAR + " to " + LAST_YEAR);
      return Optional.empty();
    }
    return date;
  }

  private void order(String key, Optional<LocalDate> effective, Optional<LocalDate> last) {
    if (effective.isPresent() && last.isPresent() && last.get().isBefore(effective.get())) {
      Word word = frontMatter.scalar(key).orElseThrow();
      diagnostics.add(
          DiagnosticId.DATES_OUT_OF_ORDER,
          word.span(),
          "the last date of service, " + last.get() + ", is before the first, " + effective.get(),
          "swap them, or leave `through` out");
    }
  }

  private List<Code> services(Optional<DocumentKind> kind) {
    List<Word> words = frontMatter.list("service");
    if (words.isEmpty() && kind.isPresent() && kind.get() != DocumentKind.SHARED) {
      missing("service");
    }
    List<Code> services = new ArrayList<>();
    for (Word word : words) {
      new CodeReader(diagnostics).code(word).ifPresent(services::add);
    }
    return services;
  }

  private Set<String> linesOfBusiness() {
    Set<String> lines = new TreeSet<>();
    for (Word word : frontMatter.list("lines-of-business")) {
      if (LINES_OF_BUSINESS.contains(word.text())) {
        lines.add(word.text());
      } else {
        diagnostics.add(
            DiagnosticId.BAD_VALUE,
            word.span(),
            "`" + word.text() + "` is not a line of business",
            "write one of " + String.join(", ", LINES_OF_BUSINESS));
      }
    }
    return lines;
  }

  private Set<String> jurisdictions() {
    Set<String> jurisdictions = new TreeSet<>();
    for (Word word : frontMatter.list("jurisdictions")) {
      var matcher = JURISDICTION.matcher(word.text());
      if (matcher.matches() && COUNTRIES.contains(matcher.group(1))) {
        jurisdictions.add(word.text());
      } else {
        diagnostics.add(
            DiagnosticId.BAD_VALUE,
            word.span(),
            "`" + word.text() + "` is not a code of ISO 3166",
            "write a country or a part of one: `US` or `US-FL`");
      }
    }
    return jurisdictions;
  }

  /** The words of all kinds, for messages. */
  static String kinds() {
    return Stream.of(DocumentKind.values())
        .map(DocumentKind::phrase)
        .collect(Collectors.joining(", "));
  }
}
