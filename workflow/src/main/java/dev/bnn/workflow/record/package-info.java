// SPDX-License-Identifier: Apache-2.0
/**
 * The files under {@code target/bnn/NAME}: where they lie, how they are written, locked, and kept when a later run replaces them.
 */
package dev.bnn.workflow.record;
