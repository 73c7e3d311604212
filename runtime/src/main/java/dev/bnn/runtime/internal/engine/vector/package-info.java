// SPDX-License-Identifier: Apache-2.0

/**
 * The engine on bits in planes, whose loops become vector instructions: it plans the kernels of a network and runs them on
 * batches of images. The packages below contain the arithmetic. They depend neither on plans nor on networks, and applications
 * have no access to them.
 */
package dev.bnn.runtime.internal.engine.vector;
