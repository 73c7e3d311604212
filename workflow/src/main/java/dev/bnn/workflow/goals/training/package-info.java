// SPDX-License-Identifier: Apache-2.0
/**
 * Goals that compute with images until parameters or an accuracy are known: train, tune and evaluate. They turn the user's settings
 * into a request to the module {@code training} and keep what it returns.
 */
package dev.bnn.workflow.goals.training;
