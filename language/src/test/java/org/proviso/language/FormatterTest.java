package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.proviso.language.format.Formatter;
import org.proviso.language.library.Document;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;

/** Formatting changes how fences look and nothing of what a document says. */
final class FormatterTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1500);

  /**
   * The whole model as text, field by field, without places and the content hash. Of sections,
   * which hold the fences as they are written, only the words count: what formatting may change in
   * them is white space and the rules of tables.
   */
  private static String meaning(Object value) {
    return switch (value) {
      case Span span -> "";
      case Guideline.Section(var level, var heading, var markdown, var span) ->
          level + heading + markdown.replaceAll("[\\s|:-]+", " ");
      case Record record -> meaning(record);
      case Optional<?> optional -> optional.map(FormatterTest::meaning).orElse("-");
      case List<?> list ->
          list.stream().map(FormatterTest::meaning).collect(Collectors.joining(",", "[", "]"));
      case Collection<?> unordered ->
          unordered.stream()
              .map(FormatterTest::meaning)
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, String>();
        map.forEach((key, mapped) -> sorted.put(meaning(key), meaning(mapped)));
        yield sorted.toString();
      }
      default -> value.toString();
    };
  }

  private static String meaning(Record record) {
    var text = new StringBuilder(record.getClass().getSimpleName()).append('(');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getName().equals("contentHash")) {
        continue;
      }
      try {
        Object field = component.getAccessor().invoke(record);
        text.append(component.getName()).append('=').append(meaning(field)).append(';');
      } catch (IllegalAccessException | InvocationTargetException impossible) {
        throw new LinkageError("a record has its accessors", impossible);
      }
    }
    return text.append(')').toString();
  }

  private static Optional<String> meaning(String text) {
    return Document.parse("sample.md", text).guideline().map(FormatterTest::meaning);
  }

  @Test
  void whatIsComparedIsEveryFieldButPlacesAndTheHash() throws IOException {
    String sample = Samples.inPage("language.md", "guideline").getFirst();
    String meaning = meaning(sample).orElseThrow();
    for (String change :
        List.of(
            "title: An example|title: Another",
            "cpt 76390|cpt 70553",
            "[MRS]|[MRSI]",
            "not an authorization|no authorization",
            "treated brain tumor|treated tumor",
            "meets by p1|meets",
            "is fep -> refer to \"FEP|is commercial -> refer to \"FEP",
            "ask \"Has|ask \"Had",
            "New guideline.|New.")) {
      String[] parts = change.split("\\|", 2);
      assertThat(sample).contains(parts[0]);
      assertThat(meaning(sample.replace(parts[0], parts[1])))
          .as(change)
          .isPresent()
          .isNotEqualTo(Optional.of(meaning));
    }
    assertThat(meaning(sample.replace("## Facts", "\n\n## Facts"))).hasValue(meaning);
  }

  @Test
  void theModelStays() throws IOException {
    for (String text : Samples.documents()) {
      assertThat(meaning(Formatter.format(text))).isEqualTo(meaning(text));
    }
  }

  @Test
  void theModelStaysWhateverTheMutation() throws IOException {
    List<String> seeds =
        Samples.documents().stream()
            .filter(text -> Document.parse("sample.md", text).guideline().isPresent())
            .toList();
    var random = new Random(20260202);
    int compared = 0;
    int changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = seeds.get(random.nextInt(seeds.size()));
      String mutant =
          random.nextInt(4) == 0
              ? Mutations.mutate(text, random)
              : Mutations.mutateLayout(text, random);
      String formatted = Formatter.format(mutant);
      Optional<String> meaning = meaning(mutant);
      assertThat(meaning(formatted)).as(mutant).isEqualTo(meaning);
      assertThat(Formatter.format(formatted)).as(mutant).isEqualTo(formatted);
      compared += meaning.isPresent() ? 1 : 0;
      changed += meaning.isPresent() && !formatted.equals(mutant) ? 1 : 0;
    }
    // A fuzz whose mutants are nearly all broken, or laid out already, would show nothing.
    assertThat(compared).isGreaterThan(ROUNDS / 8);
    assertThat(changed).isGreaterThan(ROUNDS / 8);
  }

  @Test
  void frontMatterAndProseStayByteForByte() throws IOException {
    String sample = Formatter.format(Samples.inPage("language.md", "guideline").getFirst());
    String ragged =
        sample
            .replace("title: An example", "title:    An example   # so")
            .replace("## Notice\n", "## Notice   \n\n\n")
            .replace("p1: brain", "p1:   brain");
    assertThat(Formatter.format(ragged)).isEqualTo(ragged.replace("p1:   brain", "p1: brain"));
  }

  @Test
  void fencesAreLaidOutAndProseStays() {
    String text =
        "Prose   stays  # so\n\n```facts\nseizure  :   yes/no   # a  comment\n      ask   \"Two"
            + "  spaces?\"\n```\n\n```cases\n|case|expect|\n|a|meets|\n```\n";
    assertThat(Formatter.format(text))
        .isEqualTo(
            "Prose   stays  # so\n\n```facts\nseizure : yes/no # a  comment\n  ask \"Two"
                + "  spaces?\"\n```\n\n```cases\n| case | expect |\n| a    | meets  |\n```\n");
  }
}
