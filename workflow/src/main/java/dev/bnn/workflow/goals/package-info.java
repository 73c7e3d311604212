// SPDX-License-Identifier: Apache-2.0
/**
 * One class per goal: it finds the models, does the work, writes its records and tells the figures.
 */
package dev.bnn.workflow.goals;
