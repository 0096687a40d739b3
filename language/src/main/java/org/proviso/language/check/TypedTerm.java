package org.proviso.language.check;

import java.util.Optional;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.NumberTerm;

/**
 * A number with its unit.
 *
 * @param unit a UCUM unit
 * @param calendar the calendar's unit that it counts whole ones of, if it does
 */
record TypedTerm(NumberTerm term, String unit, Optional<CalendarUnit> calendar) {}
