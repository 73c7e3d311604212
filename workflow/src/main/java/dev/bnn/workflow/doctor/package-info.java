// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code bnn:doctor} looks for on a machine.
 */
package dev.bnn.workflow.doctor;
