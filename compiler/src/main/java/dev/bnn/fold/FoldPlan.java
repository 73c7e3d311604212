// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.Folding;
import dev.bnn.source.Diagnostic;
import java.util.List;
import java.util.Map;

/**
 * A folding for each layer with weights.
 *
 * @param foldings by layer name
 * @param notes what the person should know: a wish that no legal folding fulfils
 */
public record FoldPlan(Map<String, Folding> foldings, List<Diagnostic> notes) {}
