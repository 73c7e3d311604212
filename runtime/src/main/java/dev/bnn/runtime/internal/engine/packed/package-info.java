// SPDX-License-Identifier: Apache-2.0

/** The engine on words of 64 bits along the channels. */
package dev.bnn.runtime.internal.engine.packed;
