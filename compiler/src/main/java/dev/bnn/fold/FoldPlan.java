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
 * @param notes warnings, such as a frame rate that no legal folding reaches
 */
public record FoldPlan(Map<String, Folding> foldings, List<Diagnostic> notes) {}
