import http from 'node:http'; import {createHash} from 'node:crypto'; import Database from 'better-sqlite3';
const [,, port, dbfile, batchSize, total, conc] = process.argv;
const key='wk_test';
const db = new Database(dbfile);
db.prepare("insert or ignore into keys(id,kind,hash,shown,label,source,scopes,origins,made_by,made_at) values('k','write',?,'wk','x','web','[]','[]','x',0)").run(createHash('sha256').update(key).digest('hex'));
import {readFileSync} from 'node:fs';
const text=readFileSync('/work/main/examples/definitions/enterprise/definition.yaml','utf8');
db.prepare("insert or ignore into versions(name,version,digest,text,tests,readme,state,author,made_at,edited_at,effective_at,rank) values('enterprise',1,'d',?,'','','in-force','x',0,0,0,0)").run(text);
db.close();
const agent=new http.Agent({keepAlive:true,maxSockets:+conc});
let n=0, id=Math.random().toString(36).slice(2), lat=[];
const names=['Demo Requested','Content Downloaded','Webinar Attended','Report Built','Signed Up'];
const paths=['/pricing','/blog/a','/customers/b','/docs','/careers','/'];
function ev(){const u=Math.floor(Math.random()*5000);const k=n++;return k%3? {type:'page',messageId:id+k,userId:'u'+u,properties:{path:paths[k%6]},context:{userAgent:'Mozilla/5.0 (Macintosh) Chrome/120',traits:{email:'u'+u+'@c'+(u%1500)+'.example'}},timestamp:new Date().toISOString()}:{type:'track',event:names[k%5],messageId:id+k,userId:'u'+u,properties:{a:1},timestamp:new Date().toISOString()}}
function post(path,body){return new Promise((res,rej)=>{const b=JSON.stringify(body);const t=performance.now();const r=http.request({port,path,method:'POST',agent,headers:{'content-type':'application/json','content-length':Buffer.byteLength(b),authorization:'Basic '+Buffer.from(key+':').toString('base64')}},x=>{let s='';x.on('data',d=>s+=d);x.on('end',()=>{lat.push(performance.now()-t);if(x.statusCode!==200)rej(new Error(x.statusCode+s));else res(s)})});r.on('error',rej);r.end(b)})}
async function worker(){while(n<+total){ if(+batchSize===1){const e=ev();await post('/v1/'+e.type,e)}else{const batch=[];for(let i=0;i<+batchSize;i++)batch.push(ev());await post('/v1/batch',{batch,sentAt:new Date().toISOString()})}}}
const t0=performance.now();
await Promise.all(Array.from({length:+conc},worker));
const s=(performance.now()-t0)/1000;lat.sort((a,b)=>a-b);
console.log(`${Math.round(n/s)} entries/s, ${Math.round(lat.length/s)} req/s, p50 ${lat[lat.length>>1].toFixed(1)} p99 ${lat[Math.floor(lat.length*.99)].toFixed(1)} ms`);
