import json, copy, pytest, traceback, collections
from django.db import transaction
from mgsite.editions.starter import load_starter
from claims.starter.records import BrokenData
from claims.errors import Refused
from tests.starter_files import small_files, CLAIMS, ARTICLE
from claims.models import *
def paths(v, pre=()):
    if isinstance(v, dict):
        for k in v: yield pre+(k,); yield from paths(v[k], pre+(k,))
    elif isinstance(v, list) and v:
        yield pre+(0,); yield from paths(v[0], pre+(0,))
def setp(rec, path, val):
    for k in path[:-1]: rec=rec[k]
    if val is DEL:
        del rec[path[-1]]
    else: rec[path[-1]]=val
DEL=object()
def test_fuzz(db, tmp_path):
    files=small_files(tmp_path)
    L=lambda: load_starter(claims_folder=files.claims, articles_folder=files.articles)
    bad=collections.Counter()
    names=[p.name for p in files.claims.glob('*.json')]+['articles.json']
    for name in sorted(names):
        orig=json.loads(files.path(name).read_text())
        for i,rec in enumerate(orig[:1] if name=='sources.json' else orig):
            for path in list(paths(rec)):
                for val in (DEL,None,5,"x\x00y","nonsense",[],{}, [5], -1.5, True, {"a":1}, ["zzz"]):
                    r=copy.deepcopy(orig); setp(r[i],path,val); files.write(name,r)
                    try:
                        with transaction.atomic():
                            L(); raise KeyboardInterrupt
                    except KeyboardInterrupt: bad['ok']+=1
                    except (BrokenData) as e: bad['broken']+=1
                    except Refused as e: bad['refused %s %s %r: %s'%(name,path,'DEL' if val is DEL else val,str(e)[:100])]+=1
                    except Exception as e:
                        bad['CRASH %s %s %r -> %s: %s'%(name,'.'.join(map(str,path)),'DEL' if val is DEL else val,type(e).__name__,str(e)[:80].replace('\n',' '))]+=1
        files.write(name,orig)
    for k,v in sorted(bad.items()): print(v,k)
