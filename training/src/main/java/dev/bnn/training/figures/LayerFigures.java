// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.figures;

import dev.bnn.training.layers.LayerFiguresCollector;
import java.util.Optional;

/**
 * Figures of one layer in an epoch.
 *
 * @param layer name of the network's layer
 * @param gradient Euclidean norm of the gradient of the loss by the layer's weights, averaged over
 *     {@link LayerFiguresCollector#SAMPLES} steps of the epoch; NaN for a layer without weights
 * @param weights latent weights at the end of the epoch
 * @param values inputs of the layer's sign or levels, in the last batch that settles the batch norms
 */
public record LayerFigures(String layer, double gradient, Optional<Histogram> weights, Optional<Histogram> values) {}
