// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.runtime.BnnModel;
import dev.bnn.source.Diagnostic;
import java.util.List;

/**
 * The integer network.
 *
 * @param ir the IR after the last pass
 * @param model the same network in the form that the runtime runs and that {@code NAME.bnnc} holds
 * @param passes one report per stage, in order; the first is that of the trained network itself
 * @param notes what the user should know: dead channels and the like
 */
public record Lowered(Ir ir, BnnModel model, List<PassReport> passes, List<Diagnostic> notes) {
    public Lowered {
        passes = List.copyOf(passes);
        notes = List.copyOf(notes);
    }
}
