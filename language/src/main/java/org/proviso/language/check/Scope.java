package org.proviso.language.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.FactDeclaration;
import org.proviso.terminology.ValueSet;

/** The names that a document sees: its own and those of the documents it uses. */
public final class Scope {
  private final Map<String, FactDeclaration> facts = new LinkedHashMap<>();
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, ValueSet> valueSets = new LinkedHashMap<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private boolean incomplete;
  private final Set<String> used = new LinkedHashSet<>();

  void declare(FactDeclaration fact) {
    facts.put(fact.name().text(), fact);
  }

  void define(String name, Definition definition) {
    definitions.put(name, definition);
  }

  void addValueSet(ValueSet valueSet) {
    valueSets.put(valueSet.name(), valueSet);
  }

  /** Remembers a name that stands in the document but could not be understood. */
  void addBroken(String name) {
    broken.add(name);
  }

  /** Whether a mistake in what the name stands for has been reported already. */
  boolean isBroken(String name) {
    return (incomplete || broken.contains(name))
        && !facts.containsKey(name)
        && !definitions.containsKey(name)
        && !valueSets.containsKey(name);
  }

  /** Remembers that names are missing because a document that is used cannot be read. */
  void setIncomplete() {
    incomplete = true;
  }

  Optional<FactDeclaration> fact(String name) {
    used.add(name);
    return Optional.ofNullable(facts.get(name));
  }

  Optional<Definition> definition(String name) {
    used.add(name);
    return Optional.ofNullable(definitions.get(name));
  }

  Optional<ValueSet> valueSet(String name) {
    used.add(name);
    return Optional.ofNullable(valueSets.get(name));
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  List<FactDeclaration> facts() {
    return List.copyOf(facts.values());
  }

  Map<String, Definition> definitions() {
    return definitions;
  }

  Map<String, ValueSet> valueSets() {
    return valueSets;
  }

  /** Every name, whatever it stands for. */
  Collection<String> names() {
    List<String> names = new ArrayList<>(facts.keySet());
    names.addAll(definitions.keySet());
    names.addAll(valueSets.keySet());
    return names;
  }

  /** Facts and definitions. */
  Collection<String> factNames() {
    List<String> names = new ArrayList<>(facts.keySet());
    names.addAll(definitions.keySet());
    return names;
  }

  /** Whether a name stands for the same thing in both, having come from the same document. */
  boolean isSame(Scope other, String name) {
    return Objects.equals(facts.get(name), other.facts.get(name))
        && Objects.equals(definitions.get(name), other.definitions.get(name))
        && Objects.equals(valueSets.get(name), other.valueSets.get(name));
  }

  /** Adds the names of a used document. */
  void bring(Scope other) {
    other.facts.forEach(facts::putIfAbsent);
    other.definitions.forEach(definitions::putIfAbsent);
    other.valueSets.forEach(valueSets::putIfAbsent);
  }
}
