// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.runtime.BnnModel;
import java.nio.file.Path;

/**
 * What to simulate.
 *
 * @param project folder of a project that holds the golden images of the design
 * @param build folder for what is compiled; made where missing
 * @param design what the project was written from
 * @param golden the golden model, which says what each unit should have put out
 * @param jobs processes at once
 */
public record SimulationRequest(Path project, Path build, Design design, BnnModel golden, int jobs) {}
