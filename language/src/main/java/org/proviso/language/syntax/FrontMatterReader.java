package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Span;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Reads the YAML between the lines of hyphens at the top. Only single values, lists of single
 * values and the map {@code suppress} can stand there; anchors and aliases cannot.
 */
final class FrontMatterReader {
  /** Keys that have one value. */
  static final Set<String> SCALARS =
      Set.of("guideline", "title", "payer", "kind", "effective", "through", "reviewed", "basis");

  /** Keys that have a list of values, or one. */
  static final Set<String> LISTS =
      Set.of("service", "also-known-as", "lines-of-business", "jurisdictions", "use");

  private static final String SUPPRESS = "suppress";
  private static final int DEPTH_LIMIT = 8;

  private final Source source;
  private final DiagnosticCollector diagnostics;
  private final Map<String, Word> scalars = new LinkedHashMap<>();
  private final Map<String, List<Word>> lists = new LinkedHashMap<>();
  private final List<FrontMatter.Suppression> suppressions = new ArrayList<>();
  private final Set<String> unreadable = new TreeSet<>();
  private int contentStart;

  /** Whether each code point of the YAML is one character of the text. */
  private boolean oneCharacterEach;

  FrontMatterReader(Source source, DiagnosticCollector diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** Where the prose begins: the line, counted from 0, after the front matter. */
  static int firstLineAfter(Source source) {
    if (!isFence(source, 0)) {
      return 0;
    }
    for (int line = 1; line < source.lineCount(); line++) {
      if (isFence(source, line)) {
        return line + 1;
      }
    }
    return source.lineCount();
  }

  private static boolean isFence(Source source, int line) {
    return source.line(line).stripTrailing().equals("---");
  }

  /** The front matter; empty when it is missing or cannot be understood at all. */
  Optional<FrontMatter> read() {
    Span top = source.span(0, source.lineEnd(0));
    if (!isFence(source, 0)) {
      diagnostics.add(
          DiagnosticId.FRONT_MATTER_MISSING,
          top,
          "a document begins with front matter, and the first line of this file is not `---`",
          "begin with `---`, the keys `guideline`, `title`, `payer`, `effective` and `service`, and `---`");
      return Optional.empty();
    }
    int after = firstLineAfter(source);
    if (after < 2 || !isFence(source, after - 1)) {
      diagnostics.add(
          DiagnosticId.FRONT_MATTER_UNCLOSED,
          top,
          "the front matter begins here and does not end",
          "end it with a line `---`");
      return Optional.empty();
    }
    Span whole = source.span(0, source.lineEnd(after - 1));
    if (after == 2) {
      return Optional.of(new FrontMatter(Map.of(), Map.of(), List.of(), Set.of(), whole));
    }
    contentStart = source.lineStart(1);
    String yaml = source.text().substring(contentStart, source.lineStart(after - 1));
    oneCharacterEach = yaml.codePointCount(0, yaml.length()) == yaml.length();
    return compose(yaml, top).flatMap(node -> readTop(node, whole));
  }

  private Optional<Node> compose(String yaml, Span top) {
    LoadSettings settings = LoadSettings.builder().setLabel(source.file()).build();
    try {
      // Events come one by one however deep the text is nested; nodes are built recursively.
      List<Event> events = new ArrayList<>();
      if (!checkEvents(new Parse(settings).parseString(yaml), events)) {
        return Optional.empty();
      }
      Optional<Node> node = new Composer(settings, new Recorded(events)).getSingleNode();
      return node.isPresent()
          ? node
          : Optional.of(new MappingNode(Tag.MAP, List.of(), emptyStyle()));
    } catch (MarkedYamlEngineException problem) {
      // Where a list begins that does not end says more than where the reader gave up.
      boolean open = String.valueOf(problem.getContext()).contains("flow");
      Span span =
          problem
              .getContextMark()
              .filter(mark -> open)
              .or(problem::getProblemMark)
              .map(mark -> pointAt(mark))
              .orElse(top);
      diagnostics.add(
          DiagnosticId.FRONT_MATTER_SYNTAX,
          span,
          open
              ? "a list or a map begins here and is not closed before the next key"
              : "this is not YAML: " + problem.getProblem(),
          open
              ? "close it with `]` or `}`, or put the value between double quotes if the bracket"
                  + " belongs to it"
              : "write `key: value`, and put a value with a colon or a bracket between double"
                  + " quotes");
      return Optional.empty();
    } catch (YamlEngineException problem) {
      diagnostics.add(
          DiagnosticId.FRONT_MATTER_SYNTAX,
          top,
          "the front matter holds a character that YAML does not allow",
          "remove control characters");
      return Optional.empty();
    }
  }

  private static FlowStyle emptyStyle() {
    return FlowStyle.BLOCK;
  }

  /** Events that were read before. */
  private static final class Recorded implements Parser {
    private final List<Event> events;
    private int next;

    Recorded(List<Event> events) {
      this.events = events;
    }

    @Override
    public boolean hasNext() {
      return next < events.size();
    }

    @Override
    public boolean checkEvent(Event.ID kind) {
      return hasNext() && peekEvent().getEventId() == kind;
    }

    @Override
    public Event peekEvent() {
      return events.get(next);
    }

    @Override
    public Event next() {
      return events.get(next++);
    }
  }

  /** Whether the events are such as can stand in front matter; they are read into a list. */
  private boolean checkEvents(Iterable<Event> events, List<Event> read) {
    int depth = 0;
    for (Event event : events) {
      read.add(event);
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEPTH_LIMIT) {
        diagnostics.add(
            DiagnosticId.WRONG_TYPE,
            event.getStartMark().map(this::pointAt).orElseGet(() -> source.span(0, 1)),
            "front matter is not nested this deep",
            "write single values, lists of them, and the map `suppress`");
        return false;
      }
      boolean anchored =
          event instanceof AliasEvent
              || (event instanceof NodeEvent node && node.getAnchor().isPresent());
      if (anchored) {
        diagnostics.add(
            DiagnosticId.FRONT_MATTER_ALIAS,
            event.getStartMark().map(this::pointAt).orElseGet(() -> source.span(0, 1)),
            "anchors (`&`) and aliases (`*`) are not used in front matter",
            "write the value out, or put it between double quotes if it begins with `&` or `*`");
        return false;
      }
    }
    return true;
  }

  private Optional<FrontMatter> readTop(Node node, Span whole) {
    if (!(node instanceof MappingNode mapping)) {
      diagnostics.add(
          DiagnosticId.WRONG_TYPE,
          span(node),
          "front matter is a list of keys and values, and this is not",
          "write one `key: value` on each line");
      return Optional.empty();
    }
    for (NodeTuple tuple : mapping.getValue()) {
      readKey(tuple);
    }
    return Optional.of(new FrontMatter(scalars, lists, suppressions, unreadable, whole));
  }

  private void readKey(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
      diagnostics.add(
          DiagnosticId.WRONG_TYPE, span(tuple.getKeyNode()), "a key is a single word", knownKeys());
      return;
    }
    Word key = word(keyNode);
    Node value = tuple.getValueNode();
    boolean list = LISTS.contains(key.text());
    boolean suppress = key.text().equals(SUPPRESS);
    if (!list && !suppress && !SCALARS.contains(key.text())) {
      var known = new TreeSet<>(SCALARS);
      known.addAll(LISTS);
      known.add(SUPPRESS);
      diagnostics.add(
          DiagnosticId.UNKNOWN_KEY,
          key.span(),
          "`" + key.text() + "` is not a key of front matter",
          Suggestion.help(key.text(), known).orElse(knownKeys()));
      return;
    }
    if (scalars.containsKey(key.text())
        || lists.containsKey(key.text())
        || (suppress && !suppressions.isEmpty())) {
      diagnostics.add(
          DiagnosticId.DUPLICATE_KEY,
          key.span(),
          "the key `" + key.text() + "` stands here a second time",
          "keep one of them");
      return;
    }
    if (suppress) {
      readSuppressions(value);
    } else if (list) {
      readList(key, value);
    } else {
      readScalar(key, value).ifPresent(word -> scalars.put(key.text(), word));
    }
  }

  private static String knownKeys() {
    var known = new TreeSet<>(SCALARS);
    known.addAll(LISTS);
    known.add(SUPPRESS);
    return "the keys are " + String.join(", ", known);
  }

  private Optional<Word> readScalar(Word key, Node value) {
    if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(word(scalar));
    }
    unreadable.add(key.text());
    diagnostics.add(
        DiagnosticId.WRONG_TYPE,
        value instanceof ScalarNode ? key.span() : span(value),
        "`" + key.text() + "` has one value, and this is " + shape(value),
        "write `" + key.text() + ": value`");
    return Optional.empty();
  }

  private void readList(Word key, Node value) {
    List<Word> words = new ArrayList<>();
    if (value instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        readScalar(key, item).ifPresent(words::add);
      }
    } else {
      readScalar(key, value).ifPresent(words::add);
    }
    lists.put(key.text(), words);
  }

  private void readSuppressions(Node value) {
    if (!(value instanceof MappingNode mapping)) {
      diagnostics.add(
          DiagnosticId.WRONG_TYPE,
          span(value),
          "`suppress` is a map from diagnostics to reasons, and this is " + shape(value),
          "write on the next line, indented: `unused-fact: the reason why`");
      return;
    }
    Set<String> seen = new TreeSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)
          || !(tuple.getValueNode() instanceof ScalarNode reasonNode)) {
        diagnostics.add(
            DiagnosticId.WRONG_TYPE,
            span(tuple.getKeyNode()),
            "a suppression is the identifier of a diagnostic and a reason",
            "write `unused-fact: the reason why`");
        continue;
      }
      Word id = word(keyNode);
      if (seen.add(id.text())) {
        suppressions.add(new FrontMatter.Suppression(id, word(reasonNode)));
      } else {
        diagnostics.add(
            DiagnosticId.DUPLICATE_KEY,
            id.span(),
            "`" + id.text() + "` is suppressed a second time",
            "keep one of them");
      }
    }
  }

  private static String shape(Node node) {
    return switch (node.getNodeType()) {
      case SCALAR -> "nothing";
      case SEQUENCE -> "a list";
      case MAPPING -> "a map";
      case ANCHOR -> "an anchor";
    };
  }

  private Word word(ScalarNode node) {
    return new Word(node.getValue().strip(), span(node));
  }

  private Span span(Node node) {
    int start = node.getStartMark().map(this::offset).orElse(0);
    int end = node.getEndMark().map(this::offset).orElse(start);
    int lineEnd = source.lineEnd(source.lineIndexAt(Math.min(start, source.text().length())));
    return source.span(start, Math.min(end, Math.max(lineEnd, start)));
  }

  private Span pointAt(Mark mark) {
    int offset = offset(mark);
    return source.span(offset, Math.min(offset + 1, source.text().length()));
  }

  /** Marks count code points from where the YAML begins. */
  private int offset(Mark mark) {
    String text = source.text();
    if (oneCharacterEach) {
      return Math.min(contentStart + mark.getIndex(), text.length());
    }
    int index = contentStart;
    for (int seen = 0; seen < mark.getIndex() && index < text.length(); seen++) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }
}
