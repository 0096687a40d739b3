/**
 * Simulated scans of known truth, for demonstrations and for measuring the fit: concentrations of a
 * {@link org.proviso.spectroscopy.demonstration.Population}, drawn as a spectrum by {@link
 * org.proviso.spectroscopy.demonstration.SpectrumSimulator} and written as files by {@link
 * org.proviso.spectroscopy.demonstration.DemoScan}.
 */
@NullMarked
package org.proviso.spectroscopy.demonstration;

import org.jspecify.annotations.NullMarked;
