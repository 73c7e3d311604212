// SPDX-License-Identifier: Apache-2.0
/** Changes of a text that a person can choose: fixes of findings, and refactorings of blocks. */
package dev.bnn.edit.change;
