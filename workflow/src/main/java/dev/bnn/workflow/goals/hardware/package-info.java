// SPDX-License-Identifier: Apache-2.0
/**
 * Goals from a trained network to a chip: explore, synthesize, explain and bitstream. The designs and their figures come from
 * {@code dev.bnn.workflow.hardware}.
 */
package dev.bnn.workflow.goals.hardware;
