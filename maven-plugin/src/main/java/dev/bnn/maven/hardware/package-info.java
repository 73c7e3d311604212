// SPDX-License-Identifier: Apache-2.0

/**
 * The goals explore, synthesize, explain and bitstream.
 */
@NullMarked
package dev.bnn.maven.hardware;

import org.jspecify.annotations.NullMarked;
