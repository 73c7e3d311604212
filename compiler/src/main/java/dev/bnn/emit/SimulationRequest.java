// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.runtime.BnnModel;
import java.nio.file.Path;

/**
 * What to simulate.
 *
 * @param project folder of a project that holds the golden images of the design
 * @param build folder for the compiled program; created if missing
 * @param design what the project was written from
 * @param golden the golden model, which computes what each unit should have written
 * @param jobs number of processes at a time
 */
public record SimulationRequest(Path project, Path build, Design design, BnnModel golden, int jobs) {}
