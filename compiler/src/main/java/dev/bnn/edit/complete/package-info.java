// SPDX-License-Identifier: Apache-2.0
/** What can stand at a position of a model file that is being written. */
package dev.bnn.edit.complete;
