/**
 * The report of one spectrum: a page for people, tables and pictures, {@code result.json} for
 * programs, and FHIR R4.
 *
 * <p>Depends on {@code model}, {@code process}, {@code place}, {@code fit} and {@code quality}.
 * Start at {@link org.proviso.spectroscopy.report.ReportWriter}. A refused spectrum gets a page and
 * a result without numbers. Nothing here is a verdict on a patient.
 */
@NullMarked
package org.proviso.spectroscopy.report;

import org.jspecify.annotations.NullMarked;
