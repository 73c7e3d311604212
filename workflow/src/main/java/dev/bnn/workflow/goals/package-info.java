// SPDX-License-Identifier: Apache-2.0
/**
 * One class per goal: it finds the models, does the work, writes its records and reports the figures. The packages below group goals
 * by purpose; none knows another, and what several of them need lies beside {@code goals}, not in it.
 */
package dev.bnn.workflow.goals;
