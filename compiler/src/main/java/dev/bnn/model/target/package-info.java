// SPDX-License-Identifier: Apache-2.0
/** What a network is built for: boards, parts, foldings and budgets. */
package dev.bnn.model.target;
