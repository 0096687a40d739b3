package org.proviso.engine.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.Value;

/**
 * What is known of one fact. Missing is not false: a fact that is not known leaves every value
 * possible.
 */
public sealed interface Knowledge {
  /** Where the knowledge, or the lack of it, comes from; empty when nobody has looked. */
  List<Evidence> evidence();

  /**
   * The value is known. An incomplete list of codes or events is known as far as it goes: what is
   * on it is there, what is not on it may be.
   */
  record Known(Value value, List<Evidence> evidence) implements Knowledge {
    public Known {
      evidence = List.copyOf(evidence);
    }
  }

  /** The value is one of several. */
  record Narrowed(Range range, List<Evidence> evidence) implements Knowledge {
    public Narrowed {
      evidence = List.copyOf(evidence);
    }
  }

  /** Nobody has said. */
  record NotAsked() implements Knowledge {
    @Override
    public List<Evidence> evidence() {
      return List.of();
    }
  }

  /** It was asked, and whoever was asked cannot say. It is not asked again. */
  record Unanswerable(List<Evidence> evidence) implements Knowledge {
    public Unanswerable {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * Sources disagree. The engine takes it as not known, says so, and lets a person settle it; it
   * never picks a side.
   *
   * @param claims the values claimed, each with its evidence; two or more
   */
  record Contradicted(List<Known> claims) implements Knowledge {
    public Contradicted {
      claims = List.copyOf(claims);
      if (claims.size() < 2) {
        throw new IllegalArgumentException("a contradiction has two sides");
      }
    }

    @Override
    public List<Evidence> evidence() {
      return claims.stream().flatMap(claim -> claim.evidence().stream()).toList();
    }
  }

  /** A set of values, smaller than the whole type. */
  sealed interface Range {
    /** A number between bounds; an absent bound is open-ended. */
    record Numbers(Optional<Limit> least, Optional<Limit> greatest) implements Range {}

    /** A date between two days, both inclusive; an absent bound is open-ended. */
    record Days(Optional<LocalDate> first, Optional<LocalDate> last) implements Range {}

    /** One of these enumerated values; not empty. */
    record Symbols(Set<String> names) implements Range {
      public Symbols {
        names = Set.copyOf(names);
      }
    }

    /** A bound of a number. */
    record Limit(BigDecimal value, boolean inclusive) {}
  }
}
