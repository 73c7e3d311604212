// SPDX-License-Identifier: Apache-2.0

/**
 * The engine on bits in planes, whose loops become vector instructions: it plans the kernels of a network and runs them on batches
 * of images. The packages below have the arithmetic; they know neither plans nor networks, and an application reaches none of them.
 */
package dev.bnn.runtime.internal.engine.vector;
