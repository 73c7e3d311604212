// SPDX-License-Identifier: Apache-2.0

/**
 * Matrix stages: dense layers and convolutions over all channels. {@link dev.bnn.runtime.internal.engine.vector.product.MatrixForm}
 * chooses among the products, so only it and {@link dev.bnn.runtime.internal.engine.vector.product.MatrixProduct} are public.
 */
package dev.bnn.runtime.internal.engine.vector.product;
