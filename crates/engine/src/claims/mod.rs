//! What a text claims: numbers with what they count, who did it, who says so and how sure.
