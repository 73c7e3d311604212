// SPDX-License-Identifier: Apache-2.0
/**
 * Convolutions of 3 x 3 taps and stride 1 by the algorithm of Winograd: transforms, tiles and their products. It does not depend
 * on the other kernels.
 */
package dev.bnn.training.kernels.host.winograd;
