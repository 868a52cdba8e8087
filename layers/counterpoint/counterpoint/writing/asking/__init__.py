"""The model engine: points by a language model, each checked like any other. Any OpenAI-compatible endpoint.

settings.py     what to ask, how long, how much
prompting.py    stories -> requests (request.py, prompts.py, prompts/*.md); spotlight.py marks the press's words as data
answers.py      one door for every request: cache or record, budget, attempts; nothing is asked twice
calling.py      one call over HTTP, bounded in time and size: the only place that imports openai
budget.py       tokens of the digest and of the edition, reserved before a call
parsing.py      replies -> drafts (schema.py), strictly
prices.py       what a model's tokens cost (prices.tsv)
examining.py    drafts -> points that passed and points that were refused, with the reasons
settling.py     sections: the model's points where they passed, extractive ones elsewhere, labelled
translating.py  foreign headlines in the digest's language, where the checks see nothing wrong
engine.py       all of it in order: write, check, repair once, ask for a second opinion, translate
making.py       the engine made: with its key and budgets, or with recorded answers for a replay
"""
